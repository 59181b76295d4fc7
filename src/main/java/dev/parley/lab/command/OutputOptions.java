package dev.parley.lab.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.HdrHistogram.Histogram;
import picocli.CommandLine.Option;

import dev.parley.lab.load.LoadResult;
import dev.parley.lab.load.Metric;
import dev.parley.lab.report.CsvReport;
import dev.parley.lab.report.HgrmReport;
import dev.parley.lab.report.HtmlReport;
import dev.parley.lab.report.JunitReport;
import dev.parley.lab.report.RunFile;

/** Files that a load test writes. */
final class OutputOptions {

	@Option(names = { "-o", "--out" }, paramLabel = "KIND=FILE", split = ",",
			description = "Write json, csv, hgrm, junit or html to a file; repeatable.")
	List<String> outputs = new ArrayList<>();

	/** Rejects an unknown kind before the run. */
	void check() {
		for (String output : this.outputs) {
			if (!output.matches("(json|csv|hgrm|junit|html)=.+")) {
				throw new IllegalArgumentException(
						"'" + output + "' is not an output; write for example --out json=run.json or html=run.html");
			}
		}
	}

	void write(LoadResult result, Map<String, String> settings, Screen screen) throws IOException {
		RunFile run = RunFile.of(result, settings);
		for (String output : this.outputs) {
			String[] parts = output.split("=", 2);
			Path file = Path.of(parts[1]);
			switch (parts[0]) {
				case "json" -> run.write(file);
				case "csv" -> Files.writeString(file, CsvReport.of(run));
				case "html" -> Files.writeString(file, HtmlReport.of(run));
				case "junit" -> Files.writeString(file, JunitReport.of(result));
				default -> Files.writeString(file, HgrmReport.of(histogram(result)));
			}
			screen.line("  wrote " + file);
		}
	}

	private static Histogram histogram(LoadResult result) {
		Histogram delivery = result.histograms().get(Metric.DELIVERY);
		Histogram other = result.histograms().get(Metric.CONNECT);
		return (delivery != null) ? delivery : (other != null) ? other : new Histogram(3);
	}

}
