package dev.parley.lab.report;

import java.util.List;

import tools.jackson.databind.JsonNode;

/** A run's samples, a line per second, for spreadsheets. */
public final class CsvReport {

	private static final List<String> COUNTS = List.of("t", "open", "sent", "acked", "copies", "received", "errors");

	private static final List<String> LATENCIES = List.of("p50", "p95", "p99", "max");

	private CsvReport() {
	}

	public static String of(RunFile run) {
		StringBuilder csv = new StringBuilder(String.join(",", COUNTS));
		for (String metric : List.of("delivery", "ack")) {
			LATENCIES.forEach((name) -> csv.append(',').append(metric).append('_').append(name).append("_ms"));
		}
		csv.append(",lag_p99_ms,cpu\n");
		for (JsonNode sample : run.root().path("samples")) {
			csv.append(String.join(",", COUNTS.stream().map((name) -> cell(sample.path(name))).toList()));
			for (String metric : List.of("delivery", "ack")) {
				LATENCIES.forEach((name) -> csv.append(',').append(cell(sample.path(metric).path(name))));
			}
			csv.append(',')
				.append(cell(sample.path("lagP99")))
				.append(',')
				.append(cell(sample.path("cpu")))
				.append('\n');
		}
		return csv.toString();
	}

	private static String cell(JsonNode value) {
		return value.isNumber() ? value.asString() : "";
	}

}
