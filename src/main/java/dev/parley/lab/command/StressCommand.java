package dev.parley.lab.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.parley.lab.load.LoadResult;
import dev.parley.lab.load.LoadTest;
import dev.parley.lab.load.LoadTestBuilder;
import dev.parley.lab.load.Metric;
import dev.parley.lab.stress.Stress;
import dev.parley.lab.stress.StressResult;
import dev.parley.measure.Amounts;
import dev.parley.measure.Threshold;

/** {@code lab stress}. */
@Command(name = "stress", sortOptions = false,
		description = { "Raises the load until a criterion fails, then narrows down the knee.", "" },
		footer = { "", "Example:",
				"  parley lab stress ws://localhost:8080/echo -c 200 --from 1k --to 100k --threshold 'delivery:p(99)<50ms'" })
final class StressCommand implements Callable<Integer> {

	@Mixin
	private final CommonOptions common = new CommonOptions();

	@Mixin
	private final ServerOptions server = new ServerOptions();

	@Option(names = "--by", paramLabel = "rate|clients", defaultValue = "rate",
			description = "What to raise (${DEFAULT-VALUE}).")
	private String by = "rate";

	@Option(names = "--from", paramLabel = "N", defaultValue = "100", description = "First load (${DEFAULT-VALUE}).")
	private String from = "100";

	@Option(names = "--to", paramLabel = "N", defaultValue = "100k", description = "Highest load (${DEFAULT-VALUE}).")
	private String to = "100k";

	@Option(names = "--factor", paramLabel = "N", defaultValue = "2",
			description = "Growth per step (${DEFAULT-VALUE}).")
	private double factor;

	@Option(names = "--precision", paramLabel = "N%", defaultValue = "10%",
			description = "Precision of the knee (${DEFAULT-VALUE}).")
	private String precision = "10%";

	@Option(names = { "-c", "--clients" }, paramLabel = "N", defaultValue = "50",
			description = "Connections, with --by rate (${DEFAULT-VALUE}).")
	private int clients;

	@Option(names = "--rooms", paramLabel = "N", defaultValue = "1", description = "Rooms to spread the clients over.")
	private int rooms;

	@Option(names = { "-i", "--interval" }, paramLabel = "TIME", defaultValue = "1s",
			description = "Time between two messages of a client, with --by clients (${DEFAULT-VALUE}).")
	private Duration interval = Duration.ofSeconds(1);

	@Option(names = "--step", paramLabel = "TIME", defaultValue = "5s",
			description = "Duration of a step (${DEFAULT-VALUE}).")
	private Duration step = Duration.ofSeconds(5);

	@Option(names = "--payload", paramLabel = "BYTES", defaultValue = "128", description = "Size of a message.")
	private String payload = "128";

	@Option(names = { "-t", "--threshold" }, paramLabel = "CRITERION",
			description = "Criterion; 'delivery:p(99)<200ms' by default; repeatable.")
	private List<String> thresholds = new ArrayList<>();

	@Option(names = "--i-own-this-target",
			description = "Required for more than 1 000 clients against another machine.")
	private boolean own;

	@Override
	public Integer call() {
		if (!this.by.equals("rate") && !this.by.equals("clients")) {
			throw new IllegalArgumentException("--by must be rate or clients, not '" + this.by + "'");
		}
		if (this.factor <= 1) {
			throw new IllegalArgumentException("--factor must be greater than 1");
		}
		Screen screen = this.common.screen();
		boolean byClients = this.by.equals("clients");
		TargetConsent.require(this.server.endpoint(),
				byClients ? Math.toIntExact(Amounts.count(this.to)) : this.clients, this.own);
		screen
			.line("lab stress " + this.server.endpoint() + "  by " + this.by + " from " + this.from + " to " + this.to);
		AtomicReference<@Nullable LoadTest> running = new AtomicReference<>();
		Stress stress = new Stress((load) -> measure(load, byClients, running), (trial) -> screen.line(line(trial)));
		StressResult found = Interruption.guard(() -> interrupt(running),
				() -> stress.find(Amounts.perSecond(this.from), Amounts.perSecond(this.to), this.factor,
						Amounts.share(this.precision)));
		screen.line("");
		screen.line("  " + screen.style().bold("█ KNEE") + "  " + Amounts.number(Math.round(found.knee()))
				+ (byClients ? " clients" : " messages/s")
				+ ((found.breaks() > 0) ? ", breaks at " + Amounts.number(Math.round(found.breaks())) : "") + "   "
				+ found.limit());
		return exitCode(found).code();
	}

	private static ExitCode exitCode(StressResult found) {
		List<LoadResult.Outcome> all = found.trials().stream().map((trial) -> trial.result().outcome()).toList();
		if (all.contains(LoadResult.Outcome.BROKEN)) {
			return ExitCode.BROKEN;
		}
		if (found.knee() > 0) {
			return ExitCode.PASSED;
		}
		return (all.getLast() == LoadResult.Outcome.INVALID) ? ExitCode.INVALID : ExitCode.FAILED;
	}

	private LoadResult measure(double load, boolean byClients, AtomicReference<@Nullable LoadTest> running) {
		int count = byClients ? (int) Math.round(load) : this.clients;
		LoadTestBuilder builder = LoadTest.on(this.server.endpoint().uri().toString())
			.preset(this.server.preset())
			.target(this.server.target(count, this.rooms))
			.engine(this.server.engine())
			.payload(Math.toIntExact(Amounts.bytes(this.payload)))
			.warmup(this.step.dividedBy(5))
			.duration(this.step)
			.patience(this.server.patience)
			.interval(this.interval);
		if (!byClients) {
			builder.rate(load);
		}
		(this.thresholds.isEmpty() ? List.of("delivery:p(99)<200ms") : this.thresholds).forEach(builder::threshold);
		LoadTest test = builder.build();
		running.set(test);
		return test.run();
	}

	private static void interrupt(AtomicReference<@Nullable LoadTest> running) {
		LoadTest test = running.get();
		if (test != null) {
			test.interrupt();
		}
	}

	private static String line(Stress.Trial trial) {
		LoadResult result = trial.result();
		String broken = String.join(", ",
				result.verdicts()
					.stream()
					.filter((verdict) -> !verdict.ok())
					.map(Threshold.Verdict::threshold)
					.map(String::valueOf)
					.toList());
		return String.format(Locale.ROOT, "  %10s  %-8s delivery p50 %-8s p99 %-8s max %-8s copies %s/s  lost %d  %s",
				Amounts.number(Math.round(trial.load())), result.outcome().name().toLowerCase(Locale.ROOT),
				Amounts.time(result.latency(Metric.DELIVERY).p50()),
				Amounts.time(result.latency(Metric.DELIVERY).p99()),
				Amounts.time(result.latency(Metric.DELIVERY).max()),
				Amounts.number(Math.round(result.traffic().copiesPerSecond())), result.integrity().lost(), broken);
	}

}
