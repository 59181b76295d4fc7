package dev.parley.lab.command;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.parley.lab.client.LabClient;
import dev.parley.lab.client.LabTimeout;
import dev.parley.lab.engine.Dial;
import dev.parley.lab.engine.Engine;
import dev.parley.lab.engine.OpenTimes;
import dev.parley.lab.engine.Reachability;
import dev.parley.lab.engine.WarmUpConnection;
import dev.parley.lab.preset.Roster;
import dev.parley.lab.report.Style;
import dev.parley.measure.Amounts;
import dev.parley.measure.Latencies;
import dev.parley.measure.LatencySummary;
import dev.parley.measure.Threshold;

/** {@code lab probe}. */
@Command(name = "probe", sortOptions = false,
		description = { "Times each step of a connection, then round trips, as ping does.", "" }, footer = { "",
				"Example:", "  parley lab probe wss://example.org/echo --count 20 --threshold 'rtt:p(95)<100ms'" })
final class ProbeCommand implements Callable<Integer> {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	@Mixin
	private final CommonOptions common = new CommonOptions();

	@Mixin
	private final ServerOptions server = new ServerOptions();

	@Option(names = { "-n", "--count" }, paramLabel = "N", defaultValue = "10",
			description = "Number of round trips (${DEFAULT-VALUE}).")
	private int count;

	@Option(names = { "-i", "--interval" }, paramLabel = "TIME", defaultValue = "200ms",
			description = "Time between them (${DEFAULT-VALUE}).")
	private Duration interval = Duration.ofMillis(200);

	@Option(names = "--message", paramLabel = "TEXT",
			description = "Send this message and wait for any answer, instead of a ping frame.")
	private @Nullable String message;

	@Option(names = { "-t", "--threshold" }, paramLabel = "CRITERION",
			description = "Criterion such as 'rtt:p(95)<100ms'; repeatable.")
	private List<String> thresholds = new ArrayList<>();

	@Override
	public Integer call() throws Exception {
		Screen screen = this.common.screen();
		List<Threshold> criteria = this.thresholds.stream().map(Threshold::parse).toList();
		screen.line("probe " + this.server.endpoint() + "  " + this.count + " round trips");
		long named = System.nanoTime();
		resolve();
		named = System.nanoTime() - named;
		Reachability.await(this.server.endpoint(), this.server.patience);
		try (Engine engine = new Engine(this.server.engine().withThreads(1));
				Roster roster = this.server.preset().roster(this.server.target(1, 1))) {
			WarmUpConnection.once(engine, roster.dial(0), TIMEOUT);
			return measure(engine, roster.dial(0), named, criteria, screen).code();
		}
	}

	private ExitCode measure(Engine engine, Dial dial, long named, List<Threshold> criteria, Screen screen) {
		try (LabClient client = LabClient.connect(engine, dial)) {
			OpenTimes times = client.openTimes();
			screen.line("  name " + Amounts.time((double) named) + "   tcp " + Amounts.time((double) times.tcp())
					+ "   tls " + (this.server.endpoint().tls() ? Amounts.time((double) times.tls()) : "none")
					+ "   upgrade " + Amounts.time((double) times.upgrade()) + "   total "
					+ Amounts.time((double) times.total()));
			Histogram histogram = roundTrips(client, screen);
			return verdict(histogram, criteria, screen);
		}
	}

	private void resolve() {
		try {
			InetAddress.getByName(this.server.endpoint().uri().getHost());
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException("unknown host " + this.server.endpoint().uri().getHost(), ex);
		}
	}

	private Histogram roundTrips(LabClient client, Screen screen) {
		Histogram histogram = Latencies.histogram();
		for (int i = 1; i <= this.count; i++) {
			try {
				long nanos = roundTrip(client);
				histogram.recordValue(nanos);
				screen.line("  " + i + ": " + Amounts.time((double) nanos));
			}
			catch (LabTimeout ex) {
				screen.line("  " + i + ": " + screen.style().bad(LabExecution.message(ex)));
				if (!client.isOpen()) {
					break;
				}
			}
			LockSupport.parkNanos(this.interval.toNanos());
		}
		return histogram;
	}

	private long roundTrip(LabClient client) {
		if (this.message == null) {
			return client.ping(TIMEOUT).toNanos();
		}
		long start = System.nanoTime();
		client.send(this.message);
		client.receive(TIMEOUT);
		return System.nanoTime() - start;
	}

	private ExitCode verdict(Histogram histogram, List<Threshold> criteria, Screen screen) {
		Style style = screen.style();
		LatencySummary summary = LatencySummary.of(histogram);
		screen.line("  rtt min " + Amounts.time(summary.min()) + "  mean " + Amounts.time(summary.mean()) + "  p50 "
				+ Amounts.time(summary.p50()) + "  p95 " + Amounts.time(summary.p95()) + "  max "
				+ Amounts.time(summary.max()) + "  answered " + summary.count() + " of " + this.count);
		boolean ok = summary.count() == this.count;
		for (Threshold criterion : criteria) {
			Threshold.Verdict verdict = criterion.judge((metric, aggregate) -> metric.equals("rtt")
					? LatencySummary.millis(histogram, aggregate) : OptionalDouble.empty());
			ok &= verdict.ok();
			screen.line("  " + style.mark(verdict.ok()) + " '" + criterion + "'");
		}
		return ok ? ExitCode.PASSED : ExitCode.FAILED;
	}

}
