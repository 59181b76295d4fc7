package dev.parley.lab.load;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongPredicate;

import org.HdrHistogram.Histogram;

import dev.parley.measure.Latencies;

/**
 * Counters and latencies of one event loop. The loop alone adds; any thread reads the
 * counters, one reader at a time drains the latencies.
 */
@SuppressWarnings("EnumOrdinal") // an index that lives no longer than the run
final class LoopStatistics {

	private final AtomicLongArray counts = new AtomicLongArray(LoadCounter.values().length);

	private final Map<Metric, Latencies> latencies = new EnumMap<>(Metric.class);

	private final LongPredicate isMeasured;

	/**
	 * Starts at zero.
	 * @param isMeasured whether a message intended for this time counts for latencies; a
	 * message of the warm-up does not
	 */
	LoopStatistics(LongPredicate isMeasured) {
		this.isMeasured = isMeasured;
		for (Metric metric : Metric.values()) {
			this.latencies.put(metric, new Latencies());
		}
	}

	void add(LoadCounter counter, long amount) {
		int index = counter.ordinal();
		this.counts.setRelease(index, this.counts.getPlain(index) + amount);
	}

	void increment(LoadCounter counter) {
		add(counter, 1);
	}

	long get(LoadCounter counter) {
		return this.counts.getAcquire(counter.ordinal());
	}

	/** A connection has opened. */
	void connected(long nanos) {
		of(Metric.CONNECT).record(nanos);
	}

	/** A message of so many copies was written. */
	void wrote(int bytes, int copies, long intended, long now) {
		increment(LoadCounter.SENT);
		add(LoadCounter.SENT_BYTES, bytes);
		add(LoadCounter.EXPECTED, copies);
		if (this.isMeasured.test(intended)) {
			of(Metric.LAG).record(now - intended);
		}
	}

	/** A frame of any kind has come. */
	void received(int bytes) {
		increment(LoadCounter.RECEIVED);
		add(LoadCounter.RECEIVED_BYTES, bytes);
	}

	/**
	 * A copy has come for the first time.
	 * @param lag how much later than intended the message was written
	 * @param last whether it was the last copy of its message
	 */
	void copied(long intended, long at, long lag, boolean last) {
		increment(LoadCounter.COPIES);
		if (this.isMeasured.test(intended)) {
			of(Metric.DELIVERY).record(at - intended);
			of(Metric.DELIVERY_SERVICE).record(at - intended - lag);
			if (last) {
				of(Metric.COMPLETION).record(at - intended);
			}
		}
	}

	/** The server has confirmed a message for the first time. */
	void acked(long intended, long at, long lag) {
		increment(LoadCounter.ACKED);
		if (this.isMeasured.test(intended)) {
			of(Metric.ACK).record(at - intended);
			of(Metric.ACK_SERVICE).record(at - intended - lag);
		}
	}

	/** A REST request was answered as it should be. */
	void requested(long intended, long at) {
		if (this.isMeasured.test(intended)) {
			of(Metric.HTTP).record(at - intended);
		}
	}

	/** Moves the latencies recorded since the last call into the given histogram. */
	void drainInto(Metric metric, Histogram total) {
		of(metric).drainInto(total);
	}

	private Latencies of(Metric metric) {
		Latencies recorder = this.latencies.get(metric);
		if (recorder == null) {
			throw new IllegalStateException("no recorder for " + metric);
		}
		return recorder;
	}

}
