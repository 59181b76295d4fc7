package dev.parley.lab.command;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lab all}. */
@Command(name = "all", sortOptions = false,
		description = { "Runs probe and load, and for Parley also events and check, with one verdict.", "" },
		footer = { "", "Example:", "  parley lab all ws://localhost:8080/ws/engagement -c 20 -d 10s" })
final class AllCommand implements Callable<Integer> {

	@Spec
	private @Nullable CommandSpec spec;

	@Mixin
	private final CommonOptions common = new CommonOptions();

	@Mixin
	private final ServerOptions server = new ServerOptions();

	@Option(names = { "-c", "--clients", "--num-clients" }, paramLabel = "N", defaultValue = "10",
			description = "Connections of the load test (${DEFAULT-VALUE}; env NUM_CLIENTS).")
	private int clients;

	@Option(names = { "-d", "--duration" }, paramLabel = "TIME", defaultValue = "10s",
			description = "Duration of the load test and of each round of faults (${DEFAULT-VALUE}; env TEST_DURATION).")
	private Duration duration = Duration.ofSeconds(10);

	@Option(names = { "-i", "--interval" }, paramLabel = "TIME", defaultValue = "1s",
			description = "Time between two messages of a client (${DEFAULT-VALUE}; env MESSAGE_INTERVAL).")
	private Duration interval = Duration.ofSeconds(1);

	@Option(names = "--rounds", paramLabel = "N", defaultValue = "1",
			description = "Rounds of faults (${DEFAULT-VALUE}).")
	private int rounds;

	@Override
	public Integer call() throws IOException {
		Screen screen = this.common.screen();
		String millis = this.duration.toMillis() + "ms";
		List<String> lines = new ArrayList<>();
		int worst = step(screen, lines, "probe", List.of("--count", "5"));
		worst = Math.max(worst, step(screen, lines, "load", List.of("--clients", String.valueOf(this.clients),
				"--duration", millis, "--interval", this.interval.toMillis() + "ms")));
		if (this.server.preset().name().equals("parley")) {
			worst = Math.max(worst, events(screen, lines));
			worst = Math.max(worst,
					step(screen, lines, "check", List.of("--rounds", String.valueOf(this.rounds), "--round", millis)));
		}
		screen.line("");
		screen.line("  " + screen.style().bold("█ ALL") + "  "
				+ ((worst == 0) ? screen.style().good("PASS") : screen.style().bad("FAIL")));
		screen.lines(lines);
		return worst;
	}

	private int step(Screen screen, List<String> lines, String command, List<String> options) {
		List<String> args = new ArrayList<>(List.of(command, this.server.endpoint().uri().toString()));
		args.addAll(options);
		args.addAll(connection());
		return run(screen, lines, args);
	}

	/** The event test defines its accounts, so it gets no users or tokens. */
	private int events(Screen screen, List<String> lines) {
		List<String> args = new ArrayList<>(List.of("events", "--ws-url", this.server.endpoint().uri().toString()));
		if (this.server.apiUrl != null) {
			args.addAll(List.of("--api-url", this.server.apiUrl.toString()));
		}
		args.addAll(insecure());
		return run(screen, lines, args);
	}

	private int run(Screen screen, List<String> lines, List<String> args) {
		screen.line("");
		screen.line(screen.style().bold("── lab " + args.getFirst()));
		int code = lab().execute(args.toArray(String[]::new));
		lines.add("    " + screen.style().mark(code == 0) + " " + args.getFirst()
				+ ((code == 0) ? "" : "  (exit " + code + ")"));
		return code;
	}

	private List<String> connection() {
		List<String> options = new ArrayList<>();
		if (this.server.preset != null) {
			options.addAll(List.of("--preset", this.server.preset));
		}
		if (this.server.apiUrl != null) {
			options.addAll(List.of("--api-url", this.server.apiUrl.toString()));
		}
		this.server.users.forEach((user) -> options.addAll(List.of("--user", user)));
		this.server.headers.forEach((header) -> options.addAll(List.of("--header", header)));
		this.server.localAddresses.forEach((address) -> options.addAll(List.of("--local-ips", address)));
		options.addAll(List.of("--mask", this.server.mask));
		options.addAll(insecure());
		return options;
	}

	private List<String> insecure() {
		return this.server.insecure ? List.of("--insecure") : List.of();
	}

	private CommandLine lab() {
		CommandSpec own = this.spec;
		if (own == null || own.parent() == null) {
			throw new IllegalStateException("picocli sets the command and its parent");
		}
		return own.parent().commandLine();
	}

}
