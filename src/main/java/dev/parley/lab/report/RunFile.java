package dev.parley.lab.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.parley.lab.load.LoadIntegrity;
import dev.parley.lab.load.LoadResult;
import dev.parley.lab.load.LoadSample;
import dev.parley.lab.load.LoadTraffic;
import dev.parley.lab.load.Metric;
import dev.parley.measure.LatencySummary;
import dev.parley.measure.Threshold;

/**
 * A run as JSON, from which every report is made; {@code /lab/run.schema.json} specifies
 * it. Times are milliseconds.
 */
public record RunFile(JsonNode root) {

	/** Of the format, not of the program. */
	static final int VERSION = 1;

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final int CURVE_STEPS_PER_HALVING = 5;

	/**
	 * A load test as a file.
	 * @param settings the values in force, as they could be typed
	 */
	public static RunFile of(LoadResult result, Map<String, String> settings) {
		ObjectNode root = JSON.createObjectNode();
		root.put("format", "parley-lab-run").put("version", VERSION).put("kind", "load");
		root.put("outcome", result.outcome().name().toLowerCase(Locale.ROOT));
		root.put("invalid", result.invalid());
		root.put("preset", result.preset()).put("target", result.target());
		root.put("startedAt", result.startedAt().toString());
		root.put("measuredSeconds", result.measured().toMillis() / 1000.0);
		root.set("settings", JSON.valueToTree(new TreeMap<>(settings)));
		root.set("environment", environment());
		root.set("connections", JSON.valueToTree(result.connections()));
		root.set("traffic", traffic(result.traffic()));
		root.set("integrity", integrity(result.integrity()));
		root.set("errors", JSON.valueToTree(result.errors()));
		root.set("generator", JSON.valueToTree(result.generator()));
		root.set("thresholds", thresholds(result));
		root.set("latencies", latencies(result));
		root.set("samples", samples(result));
		return new RunFile(root);
	}

	/** Reads a run; an exception names a file that is not one. */
	public static RunFile read(Path file) {
		try {
			JsonNode root = JSON.readTree(Files.readString(file));
			if (!root.path("format").asString("").equals("parley-lab-run")) {
				throw new IllegalArgumentException(file + " is not a run of the lab; create one with --out json=FILE");
			}
			return new RunFile(root);
		}
		catch (IOException | JacksonException ex) {
			throw new IllegalArgumentException(file + " cannot be read as a run: " + ex.getMessage(), ex);
		}
	}

	public void write(Path file) throws IOException {
		Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this.root) + "\n");
	}

	/** The run on one line, for a page. */
	String compact() {
		return JSON.writeValueAsString(this.root);
	}

	private static ObjectNode environment() {
		ObjectNode environment = JSON.createObjectNode();
		environment.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
		environment.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
				+ System.getProperty("os.arch"));
		return environment.put("cores", Runtime.getRuntime().availableProcessors());
	}

	private static ObjectNode traffic(LoadTraffic traffic) {
		ObjectNode node = JSON.createObjectNode();
		node.put("planned", traffic.planned()).put("sent", traffic.sent()).put("acked", traffic.acked());
		node.put("refused", traffic.refused()).put("dropped", traffic.dropped()).put("timedOut", traffic.timedOut());
		node.put("copies", traffic.copies()).put("received", traffic.received());
		node.put("sentBytes", traffic.sentBytes()).put("receivedBytes", traffic.receivedBytes());
		node.put("httpSent", traffic.httpSent()).put("httpFailed", traffic.httpFailed());
		node.put("sendsPerSecond", traffic.sendsPerSecond());
		return node.put("copiesPerSecond", traffic.copiesPerSecond());
	}

	private static ObjectNode integrity(LoadIntegrity integrity) {
		ObjectNode node = JSON.createObjectNode();
		node.put("expected", integrity.expected()).put("unique", integrity.unique()).put("lost", integrity.lost());
		node.put("duplicated", integrity.duplicated()).put("reordered", integrity.reordered());
		node.put("ghosts", integrity.ghosts()).put("holes", integrity.holes());
		node.put("disagreements", integrity.disagreements()).put("unknown", integrity.unknown());
		return node.put("ordered", integrity.ordered()).put("whole", integrity.isWhole());
	}

	private static ArrayNode thresholds(LoadResult result) {
		ArrayNode all = JSON.createArrayNode();
		for (Threshold.Verdict verdict : result.verdicts()) {
			ObjectNode one = all.addObject();
			one.put("expr", verdict.threshold().text()).put("ok", verdict.ok());
			if (verdict.actual().isPresent()) {
				one.put("actual", verdict.actual().getAsDouble());
			}
			else {
				one.putNull("actual");
			}
			one.put("shown", ConsoleSummary.actual(verdict));
		}
		return all;
	}

	private static ObjectNode latencies(LoadResult result) {
		ObjectNode all = JSON.createObjectNode();
		for (Metric metric : Metric.values()) {
			Histogram histogram = result.histograms().get(metric);
			if (histogram != null) {
				ObjectNode one = all.putObject(metric.key());
				put(one, LatencySummary.of(histogram));
				one.put("meaning", metric.meaning());
				one.set("curve", curve(histogram));
			}
		}
		return all;
	}

	private static void put(ObjectNode one, LatencySummary summary) {
		one.put("count", summary.count());
		millis(one, "min", summary.min());
		millis(one, "mean", summary.mean());
		millis(one, "p50", summary.p50());
		millis(one, "p95", summary.p95());
		millis(one, "p99", summary.p99());
		millis(one, "p999", summary.p999());
		millis(one, "max", summary.max());
	}

	private static void millis(ObjectNode one, String name, double nanos) {
		if (Double.isNaN(nanos)) {
			one.putNull(name);
		}
		else {
			one.put(name, Math.round(nanos / 100) / 10_000.0);
		}
	}

	private static ArrayNode curve(Histogram histogram) {
		ArrayNode points = JSON.createArrayNode();
		for (HistogramIterationValue value : histogram.percentiles(CURVE_STEPS_PER_HALVING)) {
			points.addArray()
				.add(value.getPercentileLevelIteratedTo())
				.add(Math.round(value.getValueIteratedTo() / 100.0) / 10_000.0);
		}
		return points;
	}

	private static ArrayNode samples(LoadResult result) {
		ArrayNode all = JSON.createArrayNode();
		for (LoadSample sample : result.samples()) {
			ObjectNode one = all.addObject();
			one.put("t", Math.round(sample.seconds() * 100) / 100.0).put("open", sample.open());
			one.put("sent", sample.sent()).put("acked", sample.acked()).put("copies", sample.copies());
			one.put("received", sample.received()).put("errors", sample.errors());
			put(one.putObject("delivery"), sample.delivery());
			put(one.putObject("ack"), sample.ack());
			millis(one, "lagP99", sample.lagP99());
			one.put("cpu", Math.round(sample.cpu() * 1000) / 1000.0);
		}
		return all;
	}

}
