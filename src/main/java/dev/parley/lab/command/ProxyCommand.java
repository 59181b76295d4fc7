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
@Command(name = "proxy", sortOptions = false, description = { "A bad network between any client and any server.", "" },
		footer = { "", "Example: a server behind a mobile line that drops everybody for a moment every 10 s",
				"  parley lab proxy ws://localhost:8080 --port 9000 --latency 80ms --jitter 40ms --cut-every 10s" })
final class ProxyCommand implements Callable<Integer> {

	@Mixin
	private final CommonOptions common = new CommonOptions();

	@Parameters(paramLabel = "SERVER", description = "Where connections lead, for example ws://localhost:8080.")
	private String upstream = "";

	@Option(names = "--port", paramLabel = "N", defaultValue = "0", description = "Port to listen on; 0 takes any.")
	private int port;

	@Option(names = "--latency", paramLabel = "TIME", defaultValue = "0s", description = "Added in each direction.")
	private Duration latency = Duration.ZERO;

	@Option(names = "--jitter", paramLabel = "TIME", defaultValue = "0s", description = "Swing of the latency.")
	private Duration jitter = Duration.ZERO;

	@Option(names = "--bandwidth", paramLabel = "BYTES/s", defaultValue = "0",
			description = "Of each connection and direction.")
	private String bandwidth = "0";

	@Option(names = "--slow-close", paramLabel = "TIME", defaultValue = "0s",
			description = "How much later an end is passed on.")
	private Duration slowClose = Duration.ZERO;

	@Option(names = "--cut-every", paramLabel = "TIME", description = "End all connections that often.")
	private @Nullable Duration cutEvery;

	@Option(names = "--reset-every", paramLabel = "TIME", description = "Reset half of the connections that often.")
	private @Nullable Duration resetEvery;

	@Option(names = "--half-open-every", paramLabel = "TIME",
			description = "Let nothing through half of the connections that often, without ending them.")
	private @Nullable Duration halfOpenEvery;

	@Option(names = "--duration", paramLabel = "TIME", description = "End after that; without it with Ctrl-C.")
	private @Nullable Duration duration;

	@Option(names = "--seed", paramLabel = "N", description = "Of its randomness.")
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
			misbehave(proxy, screen);
		}
		return ExitCode.PASSED.code();
	}

	private void misbehave(FaultProxy proxy, Screen screen) {
		Beat cut = new Beat(this.cutEvery);
		Beat reset = new Beat(this.resetEvery);
		Beat halfOpen = new Beat(this.halfOpenEvery);
		long begun = System.nanoTime();
		long end = (this.duration == null) ? Long.MAX_VALUE : System.nanoTime() + this.duration.toNanos();
		while (end == Long.MAX_VALUE || System.nanoTime() < end) {
			if (cut.isDue()) {
				tell(screen, begun, "cut", proxy.cut(1));
			}
			if (reset.isDue()) {
				tell(screen, begun, "reset", proxy.reset(0.5));
			}
			if (halfOpen.isDue()) {
				tell(screen, begun, "half-open", proxy.halfOpen(0.5));
			}
			LockSupport.parkNanos(20_000_000);
		}
	}

	private static void tell(Screen screen, long begun, String what, int connections) {
		screen.line(String.format(Locale.ROOT, "  %.1fs  %s, connections %d", (System.nanoTime() - begun) / 1e9, what,
				connections));
	}

	/** Something that happens again and again, or never. */
	private static final class Beat {

		private final long every;

		private long next;

		Beat(@Nullable Duration every) {
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
