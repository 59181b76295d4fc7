package dev.parley.measure;

import java.util.Arrays;
import java.util.Comparator;

/**
 * The Mann-Whitney rank test of two samples, corrected for ties, in its normal
 * approximation.
 *
 * @param z below zero: the second is smaller; above: larger
 * @param p how likely chance alone shows such a difference
 * @param shift the typical change from the first to the second (difference of medians)
 */
public record MannWhitney(double z, double p, double shift) {

	/** Fewer values on a side are not enough. */
	public static final int LEAST_SAMPLES = 8;

	/** Compares two samples, neither of them empty. */
	public static MannWhitney compare(double[] first, double[] second) {
		double n1 = first.length;
		double n2 = second.length;
		double[][] all = new double[first.length + second.length][];
		for (int i = 0; i < all.length; i++) {
			boolean fromFirst = i < first.length;
			all[i] = new double[] { fromFirst ? first[i] : second[i - first.length], fromFirst ? 1 : 2 };
		}
		Arrays.sort(all, Comparator.comparingDouble((pair) -> pair[0]));
		double ranksOfSecond = 0;
		double ties = 0;
		for (int i = 0; i < all.length;) {
			int j = i;
			while (j < all.length && all[j][0] == all[i][0]) {
				j++;
			}
			double rank = (i + 1 + j) / 2.0;
			for (int k = i; k < j; k++) {
				ranksOfSecond += (all[k][1] == 2) ? rank : 0;
			}
			double t = j - i;
			ties += t * t * t - t;
			i = j;
		}
		double n = n1 + n2;
		double u = ranksOfSecond - n2 * (n2 + 1) / 2;
		double variance = n1 * n2 / 12 * (n + 1 - ties / (n * (n - 1)));
		double distance = u - n1 * n2 / 2;
		double z = (variance <= 0) ? 0
				: Math.signum(distance) * Math.max(0, Math.abs(distance) - 0.5) / Math.sqrt(variance);
		return new MannWhitney(z, 2 * upperTail(Math.abs(z)), medianOf(second) - medianOf(first));
	}

	/** Whether both samples have enough values. */
	public static boolean possible(double[] first, double[] second) {
		return first.length >= LEAST_SAMPLES && second.length >= LEAST_SAMPLES;
	}

	/**
	 * Upper tail of the normal distribution (Abramowitz and Stegun 26.2.17; error below
	 * 1e-7).
	 */
	static double upperTail(double z) {
		double t = 1 / (1 + 0.2316419 * z);
		double poly = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
		return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * poly;
	}

	/** The middle value of a sample that is not empty. */
	public static double medianOf(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

}
