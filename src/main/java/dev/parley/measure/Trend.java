package dev.parley.measure;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The trend of a series: Mann-Kendall (corrected for ties) says whether, Theil-Sen how
 * steeply. Both ignore outliers.
 *
 * @param direction the verdict
 * @param slopePerSecond the median slope; 0 without enough data
 * @param median of the values looked at
 * @param z of Mann-Kendall; beyond ±1.96 chance is below 5 %
 * @param samples that were looked at, after averaging blocks
 */
public record Trend(Direction direction, double slopePerSecond, double median, double z, int samples) {

	/** Fewer samples say nothing. */
	static final int LEAST_SAMPLES = 10;

	/**
	 * More are averaged in blocks: the method is quadratic, and blocks take away what
	 * neighbours have in common.
	 */
	static final int MOST_SAMPLES = 300;

	private static final double SIGNIFICANT = 1.96;

	/** The direction of the trend. */
	public enum Direction {

		INCREASING, DECREASING, STABLE, NOT_ENOUGH_DATA

	}

	/** With the usual least effect: a change of 5 % of the median over the window. */
	public static Trend of(double[] seconds, double[] values) {
		return of(seconds, values, 0.05);
	}

	/**
	 * Judges a series.
	 * @param seconds when, ascending
	 * @param values what; {@code NaN} is left out
	 * @param leastEffect share of the median by which the window must have changed to be
	 * called a trend
	 */
	public static Trend of(double[] seconds, double[] values, double leastEffect) {
		if (seconds.length != values.length) {
			throw new IllegalArgumentException(seconds.length + " times for " + values.length + " values");
		}
		double[][] blocks = blocks(seconds, values);
		double[] t = blocks[0];
		double[] v = blocks[1];
		if (t.length < LEAST_SAMPLES) {
			return new Trend(Direction.NOT_ENOUGH_DATA, 0, v.length == 0 ? Double.NaN : median(v.clone()), 0, t.length);
		}
		double slope = theilSen(t, v);
		double median = median(v.clone());
		double z = mannKendall(v);
		double change = Math.abs(slope) * (t[t.length - 1] - t[0]);
		boolean matters = Math.abs(z) > SIGNIFICANT && change > leastEffect * Math.abs(median) && change > 0;
		return new Trend(matters ? ((slope > 0) ? Direction.INCREASING : Direction.DECREASING) : Direction.STABLE,
				slope, median, z, t.length);
	}

	/**
	 * How long until the series, now at {@code current}, reaches the limit; empty if it
	 * does not go there.
	 */
	public Optional<Duration> timeTo(double limit, double current) {
		boolean moves = this.direction == Direction.INCREASING || this.direction == Direction.DECREASING;
		double seconds = moves ? (limit - current) / this.slopePerSecond : -1;
		if (!Double.isFinite(seconds) || seconds < 0 || seconds > Duration.ofDays(366).toSeconds()) {
			return Optional.empty();
		}
		return Optional.of(Duration.ofMillis(Math.round(seconds * 1000)));
	}

	private static double[][] blocks(double[] seconds, double[] values) {
		double[] t = new double[seconds.length];
		double[] v = new double[seconds.length];
		int n = 0;
		for (int i = 0; i < seconds.length; i++) {
			if (Double.isFinite(values[i])) {
				t[n] = seconds[i];
				v[n++] = values[i];
			}
		}
		int block = (n + MOST_SAMPLES - 1) / MOST_SAMPLES;
		if (block <= 1) {
			return new double[][] { Arrays.copyOf(t, n), Arrays.copyOf(v, n) };
		}
		int count = n / block;
		double[] meanTime = new double[count];
		double[] meanValue = new double[count];
		for (int i = 0; i < count; i++) {
			meanTime[i] = Arrays.stream(t, i * block, (i + 1) * block).average().orElseThrow();
			meanValue[i] = Arrays.stream(v, i * block, (i + 1) * block).average().orElseThrow();
		}
		return new double[][] { meanTime, meanValue };
	}

	private static double mannKendall(double[] v) {
		long s = 0;
		for (int i = 0; i < v.length; i++) {
			for (int j = i + 1; j < v.length; j++) {
				s += (long) Math.signum(v[j] - v[i]);
			}
		}
		double n = v.length;
		double variance = (n * (n - 1) * (2 * n + 5) - ties(v)) / 18;
		if (variance <= 0) {
			return 0;
		}
		return (s - Math.signum((double) s)) / Math.sqrt(variance);
	}

	private static double ties(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		double sum = 0;
		for (int i = 0; i < sorted.length;) {
			int j = i;
			while (j < sorted.length && sorted[j] == sorted[i]) {
				j++;
			}
			double t = j - i;
			sum += t * (t - 1) * (2 * t + 5);
			i = j;
		}
		return sum;
	}

	private static double theilSen(double[] t, double[] v) {
		double[] slopes = new double[t.length * (t.length - 1) / 2];
		int n = 0;
		for (int i = 0; i < t.length; i++) {
			for (int j = i + 1; j < t.length; j++) {
				if (t[j] > t[i]) {
					slopes[n++] = (v[j] - v[i]) / (t[j] - t[i]);
				}
			}
		}
		return (n == 0) ? 0 : median(Arrays.copyOf(slopes, n));
	}

	private static double median(double[] values) {
		Arrays.sort(values);
		int middle = values.length / 2;
		return (values.length % 2 == 1) ? values[middle] : (values[middle - 1] + values[middle]) / 2;
	}

}
