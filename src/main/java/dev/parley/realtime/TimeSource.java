package dev.parley.realtime;

import java.time.Clock;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Time and chance, so that tests can turn both.
 *
 * @param clock the time of day, for tokens and timestamps
 * @param nanoTime a time that only goes forward, for intervals
 */
record TimeSource(Clock clock, LongSupplier nanoTime, RandomGenerator random) {

}
