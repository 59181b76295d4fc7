package dev.parley.measure;

import java.util.Locale;

/**
 * How samples are reduced to one number.
 *
 * @param kind the rule
 * @param percentile for {@link Kind#PERCENTILE}, 0 to 100; otherwise 0
 */
public record Aggregate(Kind kind, double percentile) {

	/** The plain, latest or only value. */
	public static final Aggregate VALUE = new Aggregate(Kind.VALUE, 0);

	/** The rules there are. */
	public enum Kind {

		VALUE, AVG, MIN, MAX, COUNT, RATE, PERCENTILE

	}

	public Aggregate {
		if (percentile < 0 || percentile > 100) {
			throw new IllegalArgumentException("a percentile lies between 0 and 100, not at " + percentile);
		}
	}

	public static Aggregate percentile(double percentile) {
		return new Aggregate(Kind.PERCENTILE, percentile);
	}

	/** {@code p(99)}, {@code p99.9}, {@code med}, {@code avg}, {@code max}, … */
	public static Aggregate parse(String text) {
		String name = text.strip().toLowerCase(Locale.ROOT);
		return switch (name) {
			case "value", "last" -> VALUE;
			case "avg", "mean" -> new Aggregate(Kind.AVG, 0);
			case "min" -> new Aggregate(Kind.MIN, 0);
			case "max" -> new Aggregate(Kind.MAX, 0);
			case "count" -> new Aggregate(Kind.COUNT, 0);
			case "rate" -> new Aggregate(Kind.RATE, 0);
			case "med" -> percentile(50);
			default -> parsePercentile(name, text);
		};
	}

	private static Aggregate parsePercentile(String name, String text) {
		if (name.startsWith("p")) {
			String number = name.substring(1).replaceAll("[()\\s]", "");
			if (number.matches("\\d{1,3}(\\.\\d{1,6})?")) {
				return percentile(Double.parseDouble(number));
			}
		}
		throw new IllegalArgumentException(
				"'" + text + "' is not an aggregate; use p(99), med, avg, min, max, count, rate or value");
	}

	@Override
	public String toString() {
		if (this.kind != Kind.PERCENTILE) {
			return this.kind.name().toLowerCase(Locale.ROOT);
		}
		boolean whole = this.percentile == Math.rint(this.percentile);
		return "p(" + (whole ? String.valueOf((int) this.percentile) : String.valueOf(this.percentile)) + ")";
	}

}
