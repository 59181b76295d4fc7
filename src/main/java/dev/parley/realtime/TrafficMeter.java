package dev.parley.realtime;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what the connections of the same organisations carry, open ones and those that
 * have ended. Any thread counts and reads.
 */
final class TrafficMeter {

	private final Meter messagesIn = new Meter();

	private final Meter messagesOut = new Meter();

	private final Meter bytesIn = new Meter();

	private final Meter bytesOut = new Meter();

	void received(int bytes) {
		this.messagesIn.add(1);
		this.bytesIn.add(bytes);
	}

	void sent(int messages, long bytes) {
		this.messagesOut.add(messages);
		this.bytesOut.add(bytes);
	}

	/** To be called once a second. */
	void sample() {
		this.messagesIn.sample();
		this.messagesOut.sample();
		this.bytesIn.sample();
		this.bytesOut.sample();
	}

	ConnectionTraffic read() {
		return new ConnectionTraffic(this.messagesIn.read(), this.messagesOut.read(), this.bytesIn.read(),
				this.bytesOut.read());
	}

	private static final class Meter {

		private final LongAdder total = new LongAdder();

		private final RateWindow rate = new RateWindow();

		Meter() {
			sample();
		}

		void add(long count) {
			this.total.add(count);
		}

		void sample() {
			this.rate.sample(this.total.sum());
		}

		ConnectionTraffic.Flow read() {
			return new ConnectionTraffic.Flow(this.total.sum(), this.rate.perSecond());
		}

	}

	/** The mean rate of a counter over the last few seconds, sampled once a second. */
	static final class RateWindow {

		private static final int SECONDS = 5;

		private final long[] samples = new long[SECONDS + 1];

		private int taken;

		synchronized void sample(long total) {
			this.samples[this.taken % this.samples.length] = total;
			this.taken++;
		}

		synchronized double perSecond() {
			int seconds = Math.min(this.taken - 1, SECONDS);
			if (seconds < 1) {
				return 0;
			}
			long newest = this.samples[(this.taken - 1) % this.samples.length];
			long oldest = this.samples[(this.taken - 1 - seconds) % this.samples.length];
			return (double) (newest - oldest) / seconds;
		}

	}

}
