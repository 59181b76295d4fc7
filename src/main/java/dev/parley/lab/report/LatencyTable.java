package dev.parley.lab.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.parley.measure.Amounts;
import dev.parley.measure.LatencySummary;

/**
 * Latencies in columns, three digits each: no line is wider than 80 columns for up to a
 * hundred million samples.
 */
final class LatencyTable {

	private static final double MILLI = 1e6;

	private static final double SECOND = 1e9;

	private LatencyTable() {
	}

	/** A head and a line for each that has samples; none if nothing has. */
	static List<String> of(Map<String, LatencySummary> latencies, Style style) {
		List<String> lines = new ArrayList<>();
		latencies.forEach((name, summary) -> {
			if (summary.count() > 0) {
				lines.add(line(name, times(summary), Amounts.number(summary.count())));
			}
		});
		if (!lines.isEmpty()) {
			lines.addFirst(style.dim(line("", Stream.of("min", "mean", "p50", "p95", "p99", "p99.9", "max"), "n")));
		}
		return lines;
	}

	private static Stream<String> times(LatencySummary summary) {
		return Stream
			.of(summary.min(), summary.mean(), summary.p50(), summary.p95(), summary.p99(), summary.p999(),
					summary.max())
			.map(LatencyTable::time);
	}

	private static String line(String name, Stream<String> cells, String count) {
		return String.format(Locale.ROOT, "  %-16s", name)
				+ cells.map((cell) -> String.format(Locale.ROOT, " %6s", cell)).collect(Collectors.joining())
				+ String.format(Locale.ROOT, " %11s", count);
	}

	/** At most six characters, up to ten hours. */
	static String time(double nanos) {
		if (Double.isNaN(nanos) || nanos < MILLI) {
			return Amounts.time(nanos);
		}
		double rounded = threeDigits(nanos);
		if (rounded < SECOND) {
			return digits(rounded / MILLI) + "ms";
		}
		return (rounded < 120 * SECOND) ? digits(rounded / SECOND) + "s"
				: Amounts.time(Duration.ofSeconds(Math.round(nanos / SECOND)));
	}

	private static double threeDigits(double value) {
		double step = Math.pow(10, Math.floor(Math.log10(value)) - 2);
		return Math.rint(value / step) * step;
	}

	private static String digits(double value) {
		return String.format(Locale.ROOT, (value < 9.999) ? "%.2f" : (value < 99.99) ? "%.1f" : "%.0f", value);
	}

}
