package dev.parley.measure;

import java.util.OptionalDouble;

/**
 * Where a threshold reads its metric. Times are in milliseconds, sizes in bytes, shares
 * between 0 and 1, rates per second.
 */
@FunctionalInterface
public interface Metrics {

	/** The number, or empty where there is no sample yet or no such metric. */
	OptionalDouble read(String metric, Aggregate aggregate);

}
