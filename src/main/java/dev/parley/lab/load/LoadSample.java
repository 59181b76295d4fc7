package dev.parley.lab.load;

import dev.parley.measure.LatencySummary;

/**
 * One second of a run.
 *
 * @param seconds since sending began
 * @param counts of this second
 * @param delivery latencies of the copies that arrived in it
 * @param ack latencies of the confirmations that arrived in it
 * @param lagP99 how late the generator sent, in nanoseconds
 * @param cpu of the generator, as a share of one core
 */
public record LoadSample(double seconds, Counts counts, LatencySummary delivery, LatencySummary ack, double lagP99,
		double cpu) {

	/**
	 * What happened in one second.
	 *
	 * @param open connections at its end
	 * @param errors failures of any kind
	 */
	public record Counts(long open, long sent, long acked, long copies, long received, long errors) {

	}

	public long open() {
		return this.counts.open();
	}

	public long sent() {
		return this.counts.sent();
	}

	public long acked() {
		return this.counts.acked();
	}

	public long copies() {
		return this.counts.copies();
	}

	public long received() {
		return this.counts.received();
	}

	public long errors() {
		return this.counts.errors();
	}

}
