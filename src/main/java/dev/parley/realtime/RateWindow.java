package dev.parley.realtime;

/** The mean rate of a counter over the last few seconds, sampled once a second. */
final class RateWindow {

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
