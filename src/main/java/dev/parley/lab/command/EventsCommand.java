package dev.parley.lab.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.parley.lab.events.EventResult;
import dev.parley.lab.events.EventTest;
import dev.parley.lab.report.JunitReport;
import dev.parley.lab.report.Style;

/** {@code lab events}. */
@Command(name = "events", sortOptions = false,
		description = { "Runs an event test: which clients must receive which frames after a trigger.", "" },
		footer = { "", "Example:",
				"  parley lab events                          # every event of a Parley server with demo data",
				"  parley lab events alerts.yaml --ws-url ws://localhost:8080/ws/engagement --junit events.xml" })
final class EventsCommand implements Callable<Integer> {

	@Mixin
	private final CommonOptions common = new CommonOptions();

	@Parameters(arity = "0..1", paramLabel = "FILE",
			description = "YAML file; by default the test of every Parley event.")
	private @Nullable Path file;

	@Option(names = "--ws-url", paramLabel = "URL",
			description = "Address of the server, instead of the file's (env WS_URL).")
	private @Nullable String url;

	@Option(names = "--api-url", paramLabel = "URL", description = "Address of the REST API (env API_URL).")
	private @Nullable URI api;

	@Option(names = "--token", paramLabel = "TOKEN", split = ",",
			description = "Parley: access tokens for clients without a user, in turn.")
	private List<String> tokens = new ArrayList<>();

	@Option(names = "--wait", paramLabel = "TIME", defaultValue = "0s",
			description = "How long to wait for a server that is still starting.")
	private Duration patience = Duration.ZERO;

	@Option(names = { "-k", "--insecure" }, description = "Accept any TLS certificate.")
	private boolean insecure;

	@Option(names = "--junit", paramLabel = "FILE", description = "Write the steps as JUnit XML.")
	private @Nullable Path junit;

	@Option(names = "--unexpected", description = "Show frames that match no expectation.")
	private boolean unexpected;

	@Override
	public Integer call() throws IOException {
		Screen screen = this.common.screen();
		EventTest test = (this.file == null) ? EventTest.ofParley() : EventTest.read(this.file);
		EventResult result = test.at(this.url)
			.api(this.api)
			.patience(this.patience)
			.tokens(this.tokens)
			.insecure(this.insecure)
			.run();
		screen.lines(summary(result, screen.style(), this.unexpected));
		if (this.junit != null) {
			Files.writeString(this.junit, JunitReport.of("lab events " + result.name(), 0, cases(result)));
		}
		return (result.isOk() ? ExitCode.PASSED : ExitCode.FAILED).code();
	}

	static List<String> summary(EventResult result, Style style, boolean unexpected) {
		List<String> lines = new ArrayList<>();
		lines.add("  " + style.bold("█ EVENTS") + "  " + result.name() + "  "
				+ (result.isOk() ? style.good("PASS") : style.bad("FAIL")));
		for (EventResult.StepResult step : result.steps()) {
			lines.add("    " + style.mark(step.isOk()) + " " + step.name()
					+ style.dim("  " + step.received() + " of " + step.expected() + ", " + step.millis() + " ms"));
			if (step.error() != null) {
				lines.add("        " + step.error());
			}
			step.missing().forEach((missing) -> lines.add("        " + missing));
			if (unexpected) {
				step.unexpected().forEach((frame) -> lines.add("        unexpected " + frame));
			}
		}
		int unexpectedCount = result.steps().stream().mapToInt((step) -> step.unexpected().size()).sum();
		int missing = result.steps().stream().mapToInt((step) -> step.missing().size()).sum();
		lines.add(String.format(Locale.ROOT,
				"    expected %d   received %d   missing %d   unexpected %d   success %.2f%%", result.expected(),
				result.received(), missing, unexpectedCount, 100 * result.successRate()));
		return lines;
	}

	private static List<JunitReport.Case> cases(EventResult result) {
		return result.steps()
			.stream()
			.map((step) -> new JunitReport.Case(step.name(), step.millis() / 1000.0,
					step.isOk() ? null : (step.error() != null) ? step.error() : String.join("\n", step.missing())))
			.toList();
	}

}
