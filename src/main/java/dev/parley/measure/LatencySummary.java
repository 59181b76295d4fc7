package dev.parley.measure;

import java.util.OptionalDouble;

import org.HdrHistogram.AbstractHistogram;

/**
 * A distribution in the numbers people quote, all in nanoseconds. A percentile exists
 * only if at least one sample lies above it on average: p99 from 100 samples on, p99.9
 * from 1 000.
 */
public record LatencySummary(long count, double min, double mean, double max, Percentiles percentiles) {

	/** No sample at all. */
	public static final LatencySummary EMPTY = new LatencySummary(0, Double.NaN, Double.NaN, Double.NaN,
			new Percentiles(Double.NaN, Double.NaN, Double.NaN, Double.NaN));

	/** The percentiles that people quote; {@code NaN} where there are too few samples. */
	public record Percentiles(double p50, double p95, double p99, double p999) {

	}

	public static LatencySummary of(AbstractHistogram histogram) {
		long count = histogram.getTotalCount();
		if (count == 0) {
			return EMPTY;
		}
		return new LatencySummary(count, histogram.getMinValue(), histogram.getMean(), histogram.getMaxValue(),
				new Percentiles(percentile(histogram, 50), percentile(histogram, 95), percentile(histogram, 99),
						percentile(histogram, 99.9)));
	}

	public double p50() {
		return this.percentiles.p50();
	}

	public double p95() {
		return this.percentiles.p95();
	}

	public double p99() {
		return this.percentiles.p99();
	}

	public double p999() {
		return this.percentiles.p999();
	}

	/** Whether so many samples allow to speak of this percentile. */
	public static boolean allows(long count, double percentile) {
		return count > 0 && count * (100 - percentile) >= 100 - 1e-6;
	}

	/**
	 * One number in milliseconds, as thresholds want it; empty without samples or where
	 * too few allow no such percentile.
	 */
	public static OptionalDouble millis(AbstractHistogram histogram, Aggregate aggregate) {
		long count = histogram.getTotalCount();
		if (count == 0) {
			return OptionalDouble.empty();
		}
		return switch (aggregate.kind()) {
			case COUNT -> OptionalDouble.of((double) count);
			case MIN -> OptionalDouble.of(histogram.getMinValue() / 1e6);
			case MAX -> OptionalDouble.of(histogram.getMaxValue() / 1e6);
			case AVG, VALUE -> OptionalDouble.of(histogram.getMean() / 1e6);
			case PERCENTILE -> OptionalDouble.of(histogram.getValueAtPercentile(aggregate.percentile()) / 1e6);
			case RATE -> OptionalDouble.empty();
		};
	}

	private static double percentile(AbstractHistogram histogram, double percentile) {
		return allows(histogram.getTotalCount(), percentile) ? histogram.getValueAtPercentile(percentile) : Double.NaN;
	}

}
