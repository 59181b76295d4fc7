package dev.parley.measure;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations, counts, rates and sizes as people write and read them: {@code 250ms},
 * {@code 10k}, {@code 5000/s}, {@code 64KB}.
 */
public final class Amounts {

	private static final Pattern DURATION_PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|µs|ms|s|m|h|d)");

	private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");

	private static final Pattern COUNT = Pattern.compile("(\\d+(?:\\.\\d+)?)([kKmM]?)");

	private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(B|KB|MB|GB)?",
			Pattern.CASE_INSENSITIVE);

	private static final long MILLI = 1_000_000L;

	private static final long SECOND = 1_000 * MILLI;

	/** Longest duration taken, so that nanoseconds never overflow: a year. */
	private static final long LONGEST_SECONDS = 366L * 24 * 3600;

	private Amounts() {
	}

	/** {@code 250ms}, {@code 5s}, {@code 1m30s}, {@code 2h}; a bare number is seconds. */
	public static Duration duration(String text) {
		String trimmed = text.strip();
		if (NUMBER.matcher(trimmed).matches()) {
			return seconds(Double.parseDouble(trimmed), text);
		}
		Matcher part = DURATION_PART.matcher(trimmed);
		double total = 0;
		int end = 0;
		while (part.find() && part.start() == end) {
			total += Double.parseDouble(part.group(1)) * nanosOf(part.group(2));
			end = part.end();
		}
		if (end == 0 || end != trimmed.length()) {
			throw new IllegalArgumentException(
					"'" + text + "' is not a duration; write for example 250ms, 5s, 1m30s or 2h");
		}
		return seconds(total / SECOND, text);
	}

	/** {@code 200}, {@code 10k}, {@code 1.5M}. */
	public static long count(String text) {
		Matcher matcher = COUNT.matcher(text.strip());
		if (!matcher.matches()) {
			throw new IllegalArgumentException("'" + text + "' is not a number; write for example 200, 10k or 1M");
		}
		return Math.round(Double.parseDouble(matcher.group(1)) * multiplier(matcher.group(2)));
	}

	/** Times per second: {@code 5000}, {@code 5k/s}, {@code 30/m}. */
	public static double perSecond(String text) {
		String[] parts = text.strip().split("/", 2);
		Matcher matcher = COUNT.matcher(parts[0].strip());
		if (!matcher.matches()) {
			throw new IllegalArgumentException("'" + text + "' is not a rate; write for example 5000/s, 10k/s or 30/m");
		}
		double number = Double.parseDouble(matcher.group(1)) * multiplier(matcher.group(2));
		return switch (parts.length == 1 ? "s" : parts[1].strip().toLowerCase(Locale.ROOT)) {
			case "s" -> number;
			case "m", "min" -> number / 60;
			case "h" -> number / 3600;
			default ->
				throw new IllegalArgumentException("'" + text + "' is not a rate; write for example 5000/s or 30/m");
		};
	}

	/** Bytes: {@code 512}, {@code 64KB}, {@code 1MB}; powers of 1024. */
	public static long bytes(String text) {
		Matcher matcher = SIZE.matcher(text.strip());
		if (!matcher.matches()) {
			throw new IllegalArgumentException("'" + text + "' is not a size; write for example 512, 64KB or 1MB");
		}
		String unit = (matcher.group(2) == null) ? "B" : matcher.group(2);
		return Math.round(Double.parseDouble(matcher.group(1)) * bytesOf(unit));
	}

	/** A share: {@code 20%} or {@code 0.2}. */
	public static double share(String text) {
		String trimmed = text.strip();
		boolean percent = trimmed.endsWith("%");
		String number = percent ? trimmed.substring(0, trimmed.length() - 1).strip() : trimmed;
		if (!NUMBER.matcher(number).matches()) {
			throw new IllegalArgumentException("'" + text + "' is not a share; write for example 20% or 0.2");
		}
		double share = Double.parseDouble(number) / (percent ? 100 : 1);
		if (share > 1) {
			throw new IllegalArgumentException("'" + text + "' is more than everything; write 0% to 100%");
		}
		return share;
	}

	/**
	 * A time for people, with three significant digits at most: {@code 312µs},
	 * {@code 18.0ms}, {@code 2.50s}.
	 */
	public static String time(double nanos) {
		if (Double.isNaN(nanos)) {
			return "-";
		}
		double size = Math.abs(nanos);
		if (size < 1_000) {
			return String.format(Locale.ROOT, "%.0fns", nanos);
		}
		if (size < MILLI) {
			return String.format(Locale.ROOT, "%.0fµs", nanos / 1_000);
		}
		if (size < SECOND) {
			return String.format(Locale.ROOT, (size < 100 * MILLI) ? "%.2fms" : "%.0fms", nanos / MILLI);
		}
		return (size < 120 * (double) SECOND) ? String.format(Locale.ROOT, "%.2fs", nanos / SECOND)
				: time(Duration.ofNanos(Math.round(nanos)));
	}

	/** A duration as it could be typed: {@code 250ms}, {@code 1m30s}. */
	public static String time(Duration duration) {
		if (duration.isZero()) {
			return "0s";
		}
		if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
			return time((double) duration.toNanos()).replace(".00", "");
		}
		StringBuilder text = new StringBuilder();
		append(text, duration.toHours(), "h");
		append(text, duration.toMinutesPart(), "m");
		double rest = duration.toSecondsPart() + duration.toMillisPart() / 1000.0;
		if (rest > 0) {
			text.append((rest == Math.rint(rest)) ? String.valueOf((long) rest) : String.valueOf(rest)).append('s');
		}
		return text.toString();
	}

	/** A whole number with thin groups: {@code 30 000 000}. */
	public static String number(long value) {
		return String.format(Locale.ROOT, "%,d", value).replace(',', ' ');
	}

	/** Bytes for people: {@code 1.5 MB}. */
	public static String size(double bytes) {
		if (bytes < 1024) {
			return String.format(Locale.ROOT, "%.0f B", bytes);
		}
		if (bytes < 1024 * 1024) {
			return String.format(Locale.ROOT, "%.1f KB", bytes / 1024);
		}
		return (bytes < 1024.0 * 1024 * 1024) ? String.format(Locale.ROOT, "%.1f MB", bytes / (1024 * 1024))
				: String.format(Locale.ROOT, "%.2f GB", bytes / (1024.0 * 1024 * 1024));
	}

	static double nanosOf(String unit) {
		return switch (unit) {
			case "ns" -> 1;
			case "us", "µs" -> 1_000;
			case "ms" -> MILLI;
			case "s" -> SECOND;
			case "m" -> 60.0 * SECOND;
			case "h" -> 3_600.0 * SECOND;
			case "d" -> 86_400.0 * SECOND;
			default -> throw new IllegalArgumentException("'" + unit + "' is not a unit of time");
		};
	}

	static double bytesOf(String unit) {
		return switch (unit.toUpperCase(Locale.ROOT)) {
			case "B" -> 1;
			case "KB" -> 1024;
			case "MB" -> 1024.0 * 1024;
			case "GB" -> 1024.0 * 1024 * 1024;
			default -> throw new IllegalArgumentException("'" + unit + "' is not a unit of size");
		};
	}

	private static Duration seconds(double seconds, String text) {
		if (seconds > LONGEST_SECONDS) {
			throw new IllegalArgumentException("'" + text + "' is longer than a year");
		}
		return Duration.ofNanos(Math.round(seconds * SECOND));
	}

	private static double multiplier(String suffix) {
		return switch (suffix) {
			case "k", "K" -> 1_000;
			case "m", "M" -> 1_000_000;
			default -> 1;
		};
	}

	private static void append(StringBuilder text, long amount, String unit) {
		if (amount > 0) {
			text.append(amount).append(unit);
		}
	}

}
