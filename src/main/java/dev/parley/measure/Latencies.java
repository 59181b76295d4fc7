package dev.parley.measure;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * Latencies in nanoseconds in constant memory: three digits from a microsecond to an
 * hour. One thread records, without locks; another drains what was recorded since its
 * last call.
 */
public final class Latencies {

	private static final long HIGHEST = 3_600_000_000_000L;

	private static final long LOWEST = 1_000L;

	private static final int DIGITS = 3;

	private final SingleWriterRecorder recorder = new SingleWriterRecorder(LOWEST, HIGHEST, DIGITS);

	/** An empty histogram of the same shape, to add others to. */
	public static Histogram histogram() {
		return new Histogram(LOWEST, HIGHEST, DIGITS);
	}

	/**
	 * Records one latency; only ever called by the owner. Below zero counts as zero,
	 * above an hour as an hour.
	 */
	public void record(long nanos) {
		this.recorder.recordValue(Math.clamp(nanos, 0, HIGHEST));
	}

	/**
	 * Moves what was recorded since the last call into the given histogram; called by one
	 * reader at a time.
	 */
	public void drainInto(Histogram total) {
		total.add(this.recorder.getIntervalHistogram());
	}

}
