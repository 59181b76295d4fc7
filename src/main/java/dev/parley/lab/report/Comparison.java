package dev.parley.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import tools.jackson.databind.JsonNode;

import dev.parley.measure.MannWhitney;

/**
 * Compares two runs second by second and tells differences from chance.
 */
public final class Comparison {

	/** A difference with a smaller chance of being none. */
	private static final double SIGNIFICANCE = 0.01;

	/** A change of the median below this share is no difference that matters. */
	private static final double LEAST_EFFECT = 0.05;

	private Comparison() {
	}

	/** The second run compared with the first. */
	public enum Rating {

		BETTER, WORSE, NO_DIFFERENCE, NOT_ENOUGH_DATA

	}

	/**
	 * One figure of both runs.
	 *
	 * @param before its median second in the first run
	 * @param after in the second
	 * @param p how likely chance alone shows such a difference
	 */
	public record Difference(String figure, double before, double after, double p, Rating rating) {

		public double changePercent() {
			return 100 * (this.after - this.before) / this.before;
		}

	}

	/** Compares every figure that both runs have. */
	public static List<Difference> of(RunFile first, RunFile second) {
		List<Difference> differences = new ArrayList<>();
		add(differences, first, second, "delivery p50 ms", "/delivery/p50", true);
		add(differences, first, second, "delivery p99 ms", "/delivery/p99", true);
		add(differences, first, second, "ack p50 ms", "/ack/p50", true);
		add(differences, first, second, "ack p99 ms", "/ack/p99", true);
		add(differences, first, second, "copies/s", "/copies", false);
		add(differences, first, second, "sent/s", "/sent", false);
		add(differences, first, second, "errors/s", "/errors", true);
		return differences;
	}

	private static void add(List<Difference> differences, RunFile first, RunFile second, String figure, String pointer,
			boolean lessIsBetter) {
		double[] before = values(first, pointer);
		double[] after = values(second, pointer);
		if (before.length == 0 || after.length == 0) {
			return;
		}
		MannWhitney test = MannWhitney.compare(before, after);
		double median = MannWhitney.medianOf(before);
		Rating rating = rating(test, median, MannWhitney.possible(before, after), lessIsBetter);
		differences.add(new Difference(figure, median, MannWhitney.medianOf(after), test.p(), rating));
	}

	private static Rating rating(MannWhitney test, double median, boolean possible, boolean lessIsBetter) {
		if (!possible) {
			return Rating.NOT_ENOUGH_DATA;
		}
		if (test.p() >= SIGNIFICANCE || Math.abs(test.shift()) < LEAST_EFFECT * Math.abs(median) || test.shift() == 0) {
			return Rating.NO_DIFFERENCE;
		}
		return ((test.shift() < 0) == lessIsBetter) ? Rating.BETTER : Rating.WORSE;
	}

	private static double[] values(RunFile run, String pointer) {
		List<Double> values = new ArrayList<>();
		for (JsonNode sample : run.root().path("samples")) {
			JsonNode value = sample.at(pointer);
			if (value.isNumber()) {
				values.add(value.asDouble());
			}
		}
		return values.stream().mapToDouble(Double::doubleValue).toArray();
	}

	/** A line for the console. */
	public static String shown(Difference difference, Style style) {
		String rating = switch (difference.rating()) {
			case BETTER -> style.good("better");
			case WORSE -> style.bad("worse");
			case NO_DIFFERENCE -> style.dim("no difference");
			case NOT_ENOUGH_DATA -> style.warn("not enough seconds to say");
		};
		String change = Double.isFinite(difference.changePercent())
				? String.format(Locale.ROOT, "%+.1f%%", difference.changePercent()) : "–";
		return String.format(Locale.ROOT, "  %-18s %12.3f → %12.3f  %8s  p=%.4f  %s", difference.figure(),
				difference.before(), difference.after(), change, difference.p(), rating);
	}

}
