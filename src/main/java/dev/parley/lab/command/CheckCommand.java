package dev.parley.lab.command;

import java.io.IOException;
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

import dev.parley.lab.check.CheckBuilder;
import dev.parley.lab.check.CheckResult;
import dev.parley.lab.check.DeliveryCheck;
import dev.parley.lab.check.FaultKind;
import dev.parley.lab.check.Finding;
import dev.parley.lab.report.CheckReport;
import dev.parley.lab.report.JunitReport;
import dev.parley.lab.report.Style;
import dev.parley.lab.report.Wrapped;
import dev.parley.measure.Amounts;

/** {@code lab check}. */
@Command(name = "check", sortOptions = false,
		description = {
				"Checks Parley's delivery contract under cuts, resets, half-open connections, latency and kills.", "" },
		footer = { "", "Example:", "  parley lab check ws://localhost:8080/ws/engagement --rounds 3 --seed 42",
				"  parley lab check ws://localhost:8080/ws/engagement --faults kill,cut \\",
				"      --server-command 'java -jar parley.jar --spring.profiles.active=demo'" })
final class CheckCommand implements Callable<Integer> {

	@Mixin
	private final CommonOptions common = new CommonOptions();

	@Mixin
	private final ServerOptions server = new ServerOptions();

	@Option(names = "--outsider", paramLabel = "EMAIL[:PASSWORD]",
			description = "User who may not see the engagement; 'none' skips that part.")
	private @Nullable String outsider;

	@Option(names = "--engagement", paramLabel = "ID",
			description = "Engagement to publish to; by default one that all users see.")
	private @Nullable String engagement;

	@Option(names = { "-c", "--clients" }, paramLabel = "N", defaultValue = "6",
			description = "Connections, spread over the users (${DEFAULT-VALUE}).")
	private int clients;

	@Option(names = { "-i", "--interval" }, paramLabel = "TIME", defaultValue = "250ms",
			description = "Time between two messages of a client (${DEFAULT-VALUE}); keep it below the limit per user.")
	private Duration every = Duration.ofMillis(250);

	@Option(names = "--rounds", paramLabel = "N", defaultValue = "3",
			description = "Rounds of faults (${DEFAULT-VALUE}).")
	private int rounds;

	@Option(names = "--round", paramLabel = "TIME", defaultValue = "10s",
			description = "Duration of a round (${DEFAULT-VALUE}).")
	private Duration round = Duration.ofSeconds(10);

	@Option(names = "--faults", paramLabel = "KIND", split = ",",
			description = "cut, reset, half-open, latency, stall, slow-line, refuse, kill or none; all except kill by default.")
	private List<String> faults = new ArrayList<>();

	@Option(names = "--seed", paramLabel = "N", defaultValue = "0",
			description = "Repeats the faults of an earlier run.")
	private String seed = "0";

	@Option(names = "--server-command", paramLabel = "COMMAND",
			description = "Runs the server in the foreground, so that the check can start it, kill it (signal 9) and start it again.")
	private @Nullable String serverCommand;

	@Option(names = "--settle", paramLabel = "TIME", defaultValue = "30s",
			description = "How long all clients may take to settle (${DEFAULT-VALUE}).")
	private Duration settle = Duration.ofSeconds(30);

	@Option(names = "--junit", paramLabel = "FILE", description = "Write the findings as JUnit XML.")
	private @Nullable Path junit;

	@Option(names = "--html", paramLabel = "FILE",
			description = "Write a page with the findings and the faults over time.")
	private @Nullable Path html;

	@Override
	public Integer call() throws IOException {
		Screen screen = this.common.screen();
		DeliveryCheck check = builder(screen).build();
		CheckResult result = Interruption.guard(check::interrupt, check::run);
		screen.line("");
		screen.lines(summary(result, screen.style()));
		if (this.junit != null) {
			Files.writeString(this.junit,
					JunitReport.of("lab check", result.details().took().toMillis() / 1000.0, cases(result)));
		}
		if (this.html != null) {
			Files.writeString(this.html, CheckReport.html(result));
			screen.line("  wrote " + this.html);
		}
		return exitCode(result).code();
	}

	private CheckBuilder builder(Screen screen) {
		CheckBuilder builder = DeliveryCheck.of(this.server.endpoint().uri().toString())
			.engine(this.server.engine())
			.headers(this.server.headerMap())
			.clients(this.clients)
			.every(this.every)
			.rounds(this.rounds)
			.round(this.round)
			.settleTimeout(this.settle)
			.engagement(this.engagement)
			.serverCommand(this.serverCommand)
			.log((line) -> screen.line("  " + line));
		if (this.server.apiUrl != null) {
			builder.api(this.server.apiUrl);
		}
		if (!this.server.users.isEmpty()) {
			builder.users(this.server.users);
		}
		if (this.outsider != null) {
			builder.outsider(this.outsider.equals("none") ? null : this.outsider);
		}
		if (!this.faults.isEmpty()) {
			builder.faults(
					this.faults.equals(List.of("none")) ? List.of() : this.faults.stream().map(FaultKind::of).toList());
		}
		if (!this.server.patience.isZero()) {
			builder.startupTimeout(this.server.patience);
		}
		long number = Amounts.count(this.seed);
		return (number == 0) ? builder : builder.seed(number);
	}

	private static ExitCode exitCode(CheckResult result) {
		if (result.isViolated()) {
			return ExitCode.BROKEN;
		}
		return result.isPassed() ? ExitCode.PASSED : ExitCode.FAILED;
	}

	static List<String> summary(CheckResult result, Style style) {
		List<String> lines = new ArrayList<>();
		CheckResult.Published published = result.published();
		lines.add("  " + style.bold("█ CHECK") + "  " + (result.isPassed() ? style.good("PASS") : style.bad("FAIL"))
				+ "   seed " + result.details().seed() + "   " + Amounts.time(result.details().took()));
		lines.addAll(Wrapped
			.of("    published " + (published.ok() + published.failed() + published.unknown()) + " (confirmed "
					+ published.ok() + ", rejected " + published.failed() + ", unknown " + published.unknown() + ")",
					"    ", List.of("faults " + result.faults().size(), "reconnects " + result.recovery().reconnects(),
							"repeated after a sync " + result.recovery().repeats())));
		if (!result.settled()) {
			lines.add("    " + style.bad("not all clients settled: raise --settle, or look at the server's log"));
		}
		for (Finding finding : result.findings()) {
			String mark = switch (finding.status()) {
				case VALID -> style.good("✓");
				case VIOLATED -> style.bad("✗");
				case UNKNOWN -> style.warn("?");
			};
			String checked = "(" + Amounts.number(finding.checked()) + " checked"
					+ ((finding.violations() > 0) ? ", " + finding.violations() + " violations" : "") + ")";
			lines.addAll(Wrapped.of("    " + mark + " " + finding.invariant().promise(), "      ",
					List.of(style.dim(checked))));
			finding.witness().forEach((witness) -> lines.add("        " + witness));
		}
		return lines;
	}

	private static List<JunitReport.Case> cases(CheckResult result) {
		return result.findings()
			.stream()
			.map((finding) -> new JunitReport.Case(finding.invariant().promise(), 0, failure(finding)))
			.toList();
	}

	private static @Nullable String failure(Finding finding) {
		return switch (finding.status()) {
			case VALID -> null;
			case VIOLATED -> String.join("\n", finding.witness());
			case UNKNOWN -> String.format(Locale.ROOT, "nothing to check (%d)", finding.checked());
		};
	}

}
