package dev.parley.lab.junit;

import java.util.List;
import java.util.Locale;

import io.qameta.allure.Allure;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.ReflectionSupport;

import dev.parley.lab.client.LabClient;
import dev.parley.lab.client.LabFrame;
import dev.parley.lab.report.HgrmReport;
import dev.parley.measure.Latencies;

/**
 * Attaches frames and response times of a failed test to Allure's report, or publishes
 * them as JUnit report entries if Allure is not on the classpath.
 */
final class FailureReport {

	private static final boolean ALLURE = ReflectionSupport.tryToLoadClass("io.qameta.allure.Allure")
		.toOptional()
		.isPresent();

	private FailureReport() {
	}

	static void attach(List<LabClient> clients, ExtensionContext context) {
		for (int i = 0; i < clients.size(); i++) {
			String of = (clients.size() == 1) ? "" : " of client " + (i + 1);
			List<LabFrame> log = clients.get(i).log();
			attach("frames" + of, frames(log), ".txt", context);
			Histogram answers = responseTimes(log);
			if (answers.getTotalCount() > 0) {
				attach("response times" + of, HgrmReport.of(answers), ".hgrm", context);
			}
		}
	}

	private static void attach(String name, String text, String extension, ExtensionContext context) {
		if (ALLURE) {
			Allure.addAttachment(name, "text/plain", text, extension);
		}
		else {
			context.publishReportEntry(name, text);
		}
	}

	/** One line per frame with the milliseconds since the first. */
	static String frames(List<LabFrame> log) {
		if (log.isEmpty()) {
			return "no frames\n";
		}
		long start = log.getFirst().nanos();
		StringBuilder lines = new StringBuilder();
		for (LabFrame frame : log) {
			String arrow = (frame.direction() == LabFrame.Direction.OUT) ? "->" : "<-";
			lines.append(String.format(Locale.ROOT, "%10.3f ms %s %s%n", (frame.nanos() - start) / 1e6, arrow,
					frame.text()));
		}
		return lines.toString();
	}

	/** Times from each sent frame to the frame received next. */
	static Histogram responseTimes(List<LabFrame> log) {
		Histogram answers = Latencies.histogram();
		for (int i = 1; i < log.size(); i++) {
			boolean answered = log.get(i - 1).direction() == LabFrame.Direction.OUT
					&& log.get(i).direction() == LabFrame.Direction.IN;
			if (answered) {
				answers.recordValue(Math.max(0, log.get(i).nanos() - log.get(i - 1).nanos()));
			}
		}
		return answers;
	}

}
