package dev.parley.measure;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What should hold, in one line: {@code p99(delivery) < 200ms for 10s},
 * {@code delivery:p(99)<200ms}, {@code lost == 0}, {@code cpu < 80%}. A threshold whose
 * metric has no value does not hold.
 *
 * @param text as it was written
 * @param metric what is looked at
 * @param aggregate which number of it
 * @param operator how it is compared
 * @param limit with what; times in milliseconds, sizes in bytes, percentages as a share
 * of 1
 * @param hold how long it must have been broken before it counts; zero: at once
 */
public record Threshold(String text, String metric, Aggregate aggregate, Operator operator, double limit,
		Duration hold) {

	private static final String NAME = "[A-Za-z_][A-Za-z0-9_.]*(?:\\{[^{}]*\\})?";

	private static final String AGGREGATE = "p\\(\\s*\\d+(?:\\.\\d+)?\\s*\\)|p\\d+(?:\\.\\d+)?|avg|mean|min|max|med|count|rate|value|last";

	private static final Pattern WHOLE = Pattern
		.compile("(?<left>[^<>=!]+?)\\s*(?<operator><=|>=|==|!=|<|>)\\s*(?<number>\\d+(?:\\.\\d+)?)\\s*"
				+ "(?<unit>ns|us|µs|ms|s|m|h|%|B|KB|MB|GB|/s)?(?:\\s+for\\s+(?<hold>\\S+))?");

	private static final Pattern CALL = Pattern
		.compile("(?<aggregate>" + AGGREGATE + ")\\s*\\(\\s*(?<metric>" + NAME + ")\\s*\\)");

	private static final Pattern COLON = Pattern
		.compile("(?<metric>" + NAME + ")\\s*:\\s*(?<aggregate>" + AGGREGATE + ")");

	private static final Pattern PLAIN = Pattern.compile("(?<metric>" + NAME + ")");

	/** How a value is compared with the limit. */
	public enum Operator {

		LESS("<"), AT_MOST("<="), MORE(">"), AT_LEAST(">="), EQUAL("=="), UNEQUAL("!=");

		private final String symbol;

		Operator(String symbol) {
			this.symbol = symbol;
		}

		boolean holds(double value, double limit) {
			return switch (this) {
				case LESS -> value < limit;
				case AT_MOST -> value <= limit;
				case MORE -> value > limit;
				case AT_LEAST -> value >= limit;
				case EQUAL -> value == limit;
				case UNEQUAL -> value != limit;
			};
		}

		static Operator of(String symbol) {
			for (Operator operator : values()) {
				if (operator.symbol.equals(symbol)) {
					return operator;
				}
			}
			throw new IllegalArgumentException("'" + symbol + "' is not a comparison");
		}

		@Override
		public String toString() {
			return this.symbol;
		}

	}

	/** Reads one line of the grammar; an unreadable one is refused with an example. */
	public static Threshold parse(String text) {
		Matcher whole = WHOLE.matcher(text.strip());
		if (!whole.matches()) {
			throw unreadable(text);
		}
		Matcher left = leftSide(whole.group("left").strip(), text);
		Aggregate aggregate = (left.pattern() == PLAIN) ? Aggregate.VALUE : Aggregate.parse(left.group("aggregate"));
		Duration hold = (whole.group("hold") == null) ? Duration.ZERO : Amounts.duration(whole.group("hold"));
		double limit = inBaseUnit(Double.parseDouble(whole.group("number")), whole.group("unit"));
		return new Threshold(text.strip(), left.group("metric"), aggregate, Operator.of(whole.group("operator")), limit,
				hold);
	}

	/** Whether this value is as it should be. */
	public boolean holdsFor(double value) {
		return this.operator.holds(value, this.limit);
	}

	/** Looks once: passed only if there is a value and it is as it should be. */
	public Verdict judge(Metrics metrics) {
		OptionalDouble value = metrics.read(this.metric, this.aggregate);
		return new Verdict(this, value, value.isPresent() && holdsFor(value.getAsDouble()));
	}

	/**
	 * The same threshold made stricter by a share of its limit: what it takes to count as
	 * recovered.
	 */
	boolean holdsWithMargin(double value, double margin) {
		double slack = Math.abs(this.limit) * margin;
		return switch (this.operator) {
			case LESS, AT_MOST -> this.operator.holds(value, this.limit - slack);
			case MORE, AT_LEAST -> this.operator.holds(value, this.limit + slack);
			case EQUAL, UNEQUAL -> holdsFor(value);
		};
	}

	private static Matcher leftSide(String left, String text) {
		for (Pattern pattern : new Pattern[] { CALL, COLON, PLAIN }) {
			Matcher matcher = pattern.matcher(left);
			if (matcher.matches()) {
				return matcher;
			}
		}
		throw unreadable(text);
	}

	private static double inBaseUnit(double number, @Nullable String unit) {
		if (unit == null) {
			return number;
		}
		return switch (unit) {
			case "%" -> number / 100;
			case "/s" -> number;
			case "B", "KB", "MB", "GB" -> number * Amounts.bytesOf(unit);
			default -> number * Amounts.nanosOf(unit) / Amounts.nanosOf("ms");
		};
	}

	private static IllegalArgumentException unreadable(String text) {
		return new IllegalArgumentException("'" + text
				+ "' is not a threshold; write for example 'delivery:p(99)<200ms', 'p99(delivery) < 200ms for 10s' or 'lost==0'");
	}

	@Override
	public String toString() {
		return this.text;
	}

	/**
	 * What one look found.
	 *
	 * @param threshold what should hold
	 * @param actual the value found; empty without samples
	 * @param ok whether it holds
	 */
	public record Verdict(Threshold threshold, OptionalDouble actual, boolean ok) {

	}

}
