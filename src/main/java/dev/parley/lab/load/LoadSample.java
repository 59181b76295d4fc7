package dev.parley.lab.load;

import dev.parley.measure.LatencySummary;

/**
 * One second of a run. Counts are those of this second, latencies of what arrived in it.
 *
 * @param seconds since sending began
 * @param open connections at its end
 * @param errors failures of any kind in it
 * @param cpu of the generator, as a share of one core
 */
public record LoadSample(double seconds, long open, long sent, long acked, long copies, long received, long errors,
		LatencySummary delivery, LatencySummary ack, double lagP99, double cpu) {

}
