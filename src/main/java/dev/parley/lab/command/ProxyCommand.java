package dev.parley.lab.command;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.parley.lab.engine.Endpoint;
import dev.parley.lab.proxy.FaultProxy;
import dev.parley.lab.proxy.Faults;
import dev.parley.lab.report.Wrapped;
import dev.parley.measure.Amounts;

/** {@code lab proxy}. */
@Command(name = "proxy", sortOptions = false,
		description = { "Simulates a bad network between a client and a server.", "" },
		footer = { "", "Example: a server behind a mobile network that drops all connections every 10 s",
				"  parley lab proxy ws://localhost:8080 --port 9000 --latency 80ms --jitter 40ms --cut-every 10s" })
final class ProxyCommand implements Callable<Integer> {

	@Mixin
	private final CommonOptions common = new CommonOptions();

	@Parameters(paramLabel = "SERVER", description = "Server to forward to, for example ws://localhost:8080.")
	private String upstream = "";

	@Option(names = "--port", paramLabel = "N", defaultValue = "0",
			description = "Port to listen on; 0 for any free port.")
	private int port;

	@Option(names = "--latency", paramLabel = "TIME", defaultValue = "0s", description = "Delay in each direction.")
	private Duration latency = Duration.ZERO;

	@Option(names = "--jitter", paramLabel = "TIME", defaultValue = "0s",
			description = "Random variation of the latency.")
	private Duration jitter = Duration.ZERO;

	@Option(names = "--bandwidth", paramLabel = "BYTES/s", defaultValue = "0",
			description = "Limit per connection and direction.")
	private String bandwidth = "0";

	@Option(names = "--slow-close", paramLabel = "TIME", defaultValue = "0s",
			description = "Delay before a close is forwarded.")
	private Duration slowClose = Duration.ZERO;

	@Option(names = "--cut-every", paramLabel = "TIME", description = "Close all connections at this interval.")
	private @Nullable Duration cutEvery;

	@Option(names = "--reset-every", paramLabel = "TIME",
			description = "Reset half of the connections at this interval.")
	private @Nullable Duration resetEvery;

	@Option(names = "--half-open-every", paramLabel = "TIME",
			description = "Block half of the connections at this interval without closing them.")
	private @Nullable Duration halfOpenEvery;

	@Option(names = "--duration", paramLabel = "TIME", description = "How long to run; until Ctrl-C by default.")
	private @Nullable Duration duration;

	@Option(names = "--seed", paramLabel = "N", description = "Seed of the random choices.")
	private @Nullable String seed;

	@Override
	public Integer call() {
		Screen screen = this.common.screen();
		Endpoint target = Endpoint.of(this.upstream);
		long number = (this.seed == null) ? new Random().nextInt(1_000_000) : Amounts.count(this.seed);
		try (FaultProxy proxy = FaultProxy.start(target.address(), this.port, number)) {
			long bytes = Amounts.bytes(this.bandwidth.replace("/s", ""));
			proxy.faults(new Faults(this.latency, this.jitter, bytes, false, this.slowClose));
			screen.lines(Wrapped.of("ws://127.0.0.1:" + proxy.address().getPort() + target.target() + " → " + target,
					"  ", List.of("seed " + number)));
			inject(proxy, screen);
		}
		return ExitCode.PASSED.code();
	}

	private void inject(FaultProxy proxy, Screen screen) {
		Recurrence cut = new Recurrence(this.cutEvery);
		Recurrence reset = new Recurrence(this.resetEvery);
		Recurrence halfOpen = new Recurrence(this.halfOpenEvery);
		long begun = System.nanoTime();
		long end = (this.duration == null) ? Long.MAX_VALUE : System.nanoTime() + this.duration.toNanos();
		while (!Thread.currentThread().isInterrupted() && (end == Long.MAX_VALUE || System.nanoTime() < end)) {
			if (cut.isDue()) {
				report(screen, begun, "cut", proxy.cut(1));
			}
			if (reset.isDue()) {
				report(screen, begun, "reset", proxy.reset(0.5));
			}
			if (halfOpen.isDue()) {
				report(screen, begun, "half-open", proxy.halfOpen(0.5));
			}
			LockSupport.parkNanos(20_000_000);
		}
	}

	private static void report(Screen screen, long begun, String what, int connections) {
		screen.line(String.format(Locale.ROOT, "  %.1fs  %s, connections %d", (System.nanoTime() - begun) / 1e9, what,
				connections));
	}

	/** A recurring action that may also never be due. */
	private static final class Recurrence {

		private final long every;

		private long next;

		Recurrence(@Nullable Duration every) {
			this.every = (every == null) ? 0 : every.toNanos();
			this.next = System.nanoTime() + this.every;
		}

		boolean isDue() {
			if (this.every == 0 || System.nanoTime() < this.next) {
				return false;
			}
			this.next += this.every;
			return true;
		}

	}

}
