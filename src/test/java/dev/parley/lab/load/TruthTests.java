package dev.parley.lab.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.HdrHistogram.Histogram;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import dev.parley.lab.FaultyServer;
import dev.parley.lab.RawServer;
import dev.parley.lab.engine.Engine;
import dev.parley.lab.engine.EngineOptions;
import dev.parley.lab.engine.OpenTimes;
import dev.parley.lab.engine.Payload;
import dev.parley.lab.engine.Socket;
import dev.parley.lab.engine.Stamp;
import dev.parley.lab.preset.Roster;
import dev.parley.measure.Latencies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/** What the lab says of latency against what is known of the server. */
class TruthTests {

	private static final double SECOND = 1e9;

	private static final int[] PERCENTILES = { 10, 25, 50, 75, 90, 95, 99 };

	/**
	 * Sent at one rate for D seconds, of which the server stands still for F: the share
	 * of messages that wait longer than x is (F - x) / D.
	 */
	@Test
	@Tag("clock")
	@DisabledOnOs(OS.WINDOWS)
	void aProcessThatIsStoppedForSixSecondsShowsThemInTheMaximumAndInThePercentiles() throws Exception {
		int port = freePort();
		Process server = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
				System.getProperty("java.class.path"), RawServer.class.getName(), String.valueOf(port))
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		Stop stop = new Stop(server.pid(), Duration.ofSeconds(6));
		try {
			LoadResult result = LoadTest.on("ws://127.0.0.1:" + port + "/ws")
				.preset("broadcast")
				.clients(4)
				.rate(200)
				.duration(Duration.ofSeconds(12))
				.grace(Duration.ofSeconds(20))
				.patience(Duration.ofSeconds(60))
				.engine(EngineOptions.defaults().withThreads(1))
				.listener(stop)
				.run();

			assertThat(result.integrity().isWhole()).as(result.integrity().toString()).isTrue();
			assertThat(result.latency(Metric.DELIVERY).max()).isBetween(5.9 * SECOND, 7 * SECOND);
			assertThat(result.latency(Metric.DELIVERY).p99()).isBetween(5.7 * SECOND, 6.9 * SECOND);
			assertThat(result.latency(Metric.DELIVERY).p95()).isBetween(5.2 * SECOND, 6.4 * SECOND);
		}
		finally {
			stop.signal("CONT");
			server.destroy();
			assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
		}
	}

	/** Written at one rate but each a little late, and copied after a known time. */
	@Test
	void reproducesAKnownDistributionOfGivenTimesWithinAThousandth() throws IOException {
		LoadPlan plan = LoadTest.on("ws://127.0.0.1:9/ws").clients(1).rate(400).build().plan();
		try (Engine engine = Engine.small();
				Roster roster = plan.preset().roster(plan.target());
				GeneratorHealth health = new GeneratorHealth()) {
			Run run = new Run(plan, engine, roster, Participants.of(plan, roster, false), 7, () -> 0);
			run.measureFrom(0);
			LoadLoops loops = LoadLoops.of(run);
			LoadClient client = loops.loops().getFirst().clients().getFirst();
			Publisher publisher = run.publisher(0);
			Socket socket = mock();
			client.opened(socket, new OpenTimes(1, 0, 1));
			Histogram fromIntended = Latencies.histogram();
			long[] known = new long[2_000];
			for (int n = 0; n < known.length; n++) {
				long intended = n * 2_500_000L;
				long lag = n % 40 * 1_000_000L;
				known[n] = spread(n) * 1_000_000;
				String stamp = Stamp.text(run.id(), 0, publisher.begin(1), intended, lag);
				client.message(socket, Payload.of(stamp), intended + lag + known[n]);
				fromIntended.recordValue(lag + known[n]);
			}

			Map<Metric, Histogram> told = new Sampler(run, loops, health).totals();

			Arrays.sort(known);
			Histogram service = told.get(Metric.DELIVERY_SERVICE);
			assertThat(service.getTotalCount()).isEqualTo(known.length);
			assertThat(service.getMean()).isCloseTo(Arrays.stream(known).average().orElseThrow(),
					Percentage.withPercentage(0.1));
			for (int percent : PERCENTILES) {
				assertThat((double) service.getValueAtPercentile(percent)).as("p" + percent)
					.isCloseTo(known[known.length * percent / 100 - 1], Percentage.withPercentage(0.1));
			}
			assertThat(told.get(Metric.DELIVERY)).isEqualTo(fromIntended);
		}
	}

	/**
	 * A copy takes at least as long as the server kept its message, whatever the
	 * scheduler adds on the way there and back.
	 */
	@Test
	void reportsNoLatencyShorterThanTheServerMeasured() {
		try (FaultyServer server = FaultyServer.echo().delays(TruthTests::spread).start()) {
			LoadResult result = LoadTest.on(server.url())
				.clients(10)
				.rate(400)
				.duration(Duration.ofSeconds(5))
				.engine(EngineOptions.defaults().withThreads(1))
				.run();

			Histogram known = server.kept();
			Histogram told = result.histograms().get(Metric.DELIVERY_SERVICE);
			assertThat(told.getTotalCount()).isEqualTo(known.getTotalCount()).isEqualTo(result.traffic().sent());
			assertThat(told.getMean()).isGreaterThanOrEqualTo(known.getMean());
			for (int percent : PERCENTILES) {
				assertThat(told.getValueAtPercentile(percent)).as("p" + percent)
					.isGreaterThanOrEqualTo(known.getValueAtPercentile(percent));
			}
			assertThat((double) known.getValueAtPercentile(50)).isGreaterThan(0.59 * SECOND);
		}
	}

	/** Milliseconds, spread evenly over 200 to 1 000, in no order. */
	private static long spread(long n) {
		return 200 + (n * 617) % 800;
	}

	private static int freePort() throws IOException {
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return free.getLocalPort();
		}
	}

	/**
	 * Stops the process once all are connected and a second has passed, and lets it go
	 * on.
	 */
	private static final class Stop implements LoadListener {

		private final long pid;

		private final Duration lasting;

		private boolean begun;

		private Stop(long pid, Duration lasting) {
			this.pid = pid;
			this.lasting = lasting;
		}

		@Override
		public void sampled(LoadSample sample, LoadPlan plan) {
			if (!this.begun) {
				this.begun = true;
				Thread.ofVirtual().start(() -> {
					signal("STOP");
					long until = System.nanoTime() + this.lasting.toNanos();
					while (System.nanoTime() < until) {
						LockSupport.parkNanos(until - System.nanoTime());
					}
					signal("CONT");
				});
			}
		}

		private void signal(String name) {
			try {
				new ProcessBuilder("kill", "-" + name, String.valueOf(this.pid)).start().waitFor();
			}
			catch (IOException | InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
