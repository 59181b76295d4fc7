package dev.parley.lab.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

import dev.parley.lab.load.LoadIntegrity;
import dev.parley.lab.load.LoadResult;
import dev.parley.lab.load.LoadTraffic;
import dev.parley.lab.load.Metric;
import dev.parley.measure.Aggregate;
import dev.parley.measure.Amounts;
import dev.parley.measure.LatencySummary;
import dev.parley.measure.Threshold;

/**
 * The end of a load test on the console, in the shape that users of k6 know: verdict,
 * thresholds, integrity, latency, rate.
 */
public final class ConsoleSummary {

	private static final int LABEL = 17;

	private static final String INDENT = "    ";

	private final LoadResult result;

	private final Style style;

	private final List<String> lines = new ArrayList<>();

	private ConsoleSummary(LoadResult result, Style style) {
		this.result = result;
		this.style = style;
	}

	public static List<String> of(LoadResult result, Style style) {
		ConsoleSummary summary = new ConsoleSummary(result, style);
		summary.verdict();
		summary.thresholds();
		summary.integrity();
		summary.latencies();
		summary.rates();
		summary.errors();
		summary.generator();
		return summary.lines;
	}

	/** One number of a threshold with its unit. */
	public static String actual(Threshold.Verdict verdict) {
		OptionalDouble actual = verdict.actual();
		if (actual.isEmpty()) {
			return "no samples";
		}
		Threshold threshold = verdict.threshold();
		boolean time = threshold.aggregate().kind() != Aggregate.Kind.COUNT
				&& Arrays.stream(Metric.values()).anyMatch((metric) -> metric.key().equals(threshold.metric()));
		double value = actual.getAsDouble();
		if (time) {
			return threshold.aggregate() + "=" + Amounts.time(value * 1e6);
		}
		return (value == Math.rint(value)) ? Amounts.number((long) value) : String.format(Locale.ROOT, "%.4f", value);
	}

	private void verdict() {
		LoadResult.Connections connections = this.result.connections();
		String shown = switch (this.result.outcome()) {
			case PASSED -> this.style.good("PASS");
			case FAILED -> this.style.bad("FAIL");
			case BROKEN -> this.style.bad("FAIL: the server lost, doubled or disordered messages");
			case INVALID -> this.style.warn("INVALID: " + this.result.invalid());
			case INTERRUPTED -> this.style.warn("INTERRUPTED");
		};
		heading("VERDICT", shown);
		this.lines.add("    " + this.result.preset() + " " + this.result.target());
		this.lines.add("    " + Amounts.time(this.result.measured()) + " measured   connections "
				+ Amounts.number(connections.atEnd()) + " of " + Amounts.number(connections.wanted())
				+ (connections.isShort() ? " " + this.style.bad("(" + shortfall(connections) + ")") : ""));
		this.lines.add("");
	}

	private static String shortfall(LoadResult.Connections connections) {
		return connections.failed() + " never opened, " + connections.lost() + " lost";
	}

	private void thresholds() {
		if (this.result.verdicts().isEmpty()) {
			return;
		}
		heading("THRESHOLDS", "");
		for (Threshold.Verdict verdict : this.result.verdicts()) {
			this.lines
				.add("    " + this.style.mark(verdict.ok()) + " '" + verdict.threshold() + "' " + actual(verdict));
		}
		this.lines.add("");
	}

	private void integrity() {
		LoadIntegrity integrity = this.result.integrity();
		LoadTraffic traffic = this.result.traffic();
		heading("INTEGRITY", "");
		boolean acks = traffic.acked() > 0;
		String published = "published " + Amounts.number(traffic.sent())
				+ (acks ? " (acked " + Amounts.number(traffic.acked()) + ", refused "
						+ Amounts.number(traffic.refused()) + ", unknown " + Amounts.number(integrity.unknown()) + ")"
						: "");
		String copies = "copies " + Amounts.number(integrity.unique()) + " of " + Amounts.number(integrity.expected())
				+ (integrity.expected() == 0 ? ""
						: String.format(Locale.ROOT, "  %.4f%%", 100 * integrity.successRate()));
		this.lines.addAll(Wrapped.of(INDENT + published, INDENT, List.of(copies)));
		List<String> faults = new ArrayList<>(List.of(count("duplicated", integrity.duplicated()),
				count("reordered", integrity.reordered()), count("ghosts", integrity.ghosts())));
		faults.addAll(integrity.ordered()
				? List.of(count("holes", integrity.holes()), count("order disagreements", integrity.disagreements()))
				: List.of("one order for all: not checked, the server numbers nothing"));
		this.lines.addAll(Wrapped.of(INDENT + count("lost", integrity.lost()), INDENT, faults));
		this.lines.add("");
	}

	private String count(String what, long count) {
		String text = what + " " + Amounts.number(count);
		return (count == 0) ? text : this.style.bad(text);
	}

	private void latencies() {
		heading("LATENCY", this.style.dim("from the intended time; service: from the writing, without waiting"));
		Map<String, LatencySummary> latencies = new LinkedHashMap<>();
		for (Metric metric : Metric.values()) {
			latencies.put(metric.key(), this.result.latency(metric));
		}
		this.lines.addAll(LatencyTable.of(latencies, this.style));
		this.lines.add("");
	}

	private void rates() {
		LoadTraffic traffic = this.result.traffic();
		heading("RATE", "");
		if (traffic.planned() > 0) {
			this.lines.add("    " + dotted("planned") + Amounts.number(traffic.planned()) + " messages, reached "
					+ String.format(Locale.ROOT, "%.2f%%", 100.0 * traffic.sent() / traffic.planned())
					+ (traffic.dropped() > 0
							? this.style.warn(", " + Amounts.number(traffic.dropped()) + " not taken by the connection")
							: ""));
		}
		this.lines.add("    " + dotted("sent") + perSecond(traffic.sent(), traffic.sendsPerSecond()) + "  "
				+ Amounts.size((double) traffic.sentBytes()));
		this.lines.add("    " + dotted("copies received") + perSecond(traffic.copies(), traffic.copiesPerSecond())
				+ "  " + Amounts.size((double) traffic.receivedBytes()) + " in " + Amounts.number(traffic.received())
				+ " frames");
		if (traffic.httpSent() > 0) {
			this.lines.add("    " + dotted("http requests") + Amounts.number(traffic.httpSent()) + ", failed "
					+ Amounts.number(traffic.httpFailed()));
		}
		this.lines.add("");
	}

	private void errors() {
		if (this.result.errors().isEmpty() && this.result.traffic().timedOut() == 0) {
			return;
		}
		heading("ERRORS", String.format(Locale.ROOT, "%.3f%%", 100 * this.result.errorRate()));
		this.result.errors().forEach((kind, count) -> this.lines.add("    " + dotted(kind) + Amounts.number(count)));
		if (this.result.traffic().timedOut() > 0) {
			this.lines.add("    " + dotted("unanswered") + Amounts.number(this.result.traffic().timedOut()));
		}
		this.lines.add("");
	}

	private void generator() {
		LoadResult.Generator generator = this.result.generator();
		heading("GENERATOR", "");
		this.lines.add(
				String.format(Locale.ROOT, "    cpu %.0f%% of one core of %d   gc %d ms   worst stall %s   late p99 %s",
						100 * generator.cpu(), generator.cores(), generator.gcMillis(),
						Amounts.time(generator.worstStallNanos()), Amounts.time(generator.lagP99Nanos())));
	}

	private void heading(String title, String rest) {
		this.lines.add("  " + this.style.bold("█ " + title) + (rest.isEmpty() ? "" : "  " + rest));
	}

	private static String dotted(String label) {
		return label + ".".repeat(Math.max(1, LABEL - label.length())) + ": ";
	}

	private static String perSecond(long count, double rate) {
		return String.format(Locale.ROOT, "%-12s %s/s", Amounts.number(count), Amounts.number(Math.round(rate)));
	}

}
