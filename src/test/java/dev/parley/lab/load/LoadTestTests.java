package dev.parley.lab.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.parley.lab.FaultyServer;
import dev.parley.lab.engine.EngineOptions;
import dev.parley.lab.engine.Unreachable;
import dev.parley.measure.Threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every seeded fault is reported exactly; times are only bounded from below, since the
 * machine is shared.
 */
@Tag("slow")
class LoadTestTests {

	private static final Duration SHORT = Duration.ofMillis(800);

	/** Ends what a condition should have ended; no run that is right lasts as long. */
	private static final Duration MOST = Duration.ofMinutes(1);

	@Test
	void aFaultlessEchoServerIsFoundWhole() {
		try (FaultyServer server = FaultyServer.echo().start()) {
			LoadResult result = load(server).clients(20).rate(1000).run();

			assertThat(result.integrity().isWhole()).isTrue();
			assertThat(result.traffic().sent()).isEqualTo(result.traffic().copies()).isGreaterThan(100);
			assertThat(result.integrity().successRate()).isEqualTo(1);
			assertThat(result.connections()).isEqualTo(new LoadResult.Connections(20, 20, 0, 0, 20));
			assertThat(result.latency(Metric.DELIVERY).count()).isEqualTo(result.traffic().copies());
			assertThat(result.latency(Metric.CONNECT).count()).isEqualTo(20);
		}
	}

	@Test
	void everyLostCopyIsCounted() {
		try (FaultyServer server = FaultyServer.echo().loseEvery(10).start()) {
			LoadResult result = untilOnlyMissing(server::swallowed, load(server));

			assertThat(result.integrity().lost()).isEqualTo(result.traffic().sent() / 10).isPositive();
			assertThat(result.integrity().duplicated()).isZero();
			assertThat(result.integrity().reordered()).isZero();
			assertThat(result.outcome()).isEqualTo(LoadResult.Outcome.BROKEN);
		}
	}

	@Test
	void everyDoubledCopyIsCounted() {
		try (FaultyServer server = FaultyServer.broadcast().doubleEvery(7).start()) {
			LoadResult result = load(server).preset("broadcast").clients(5).run();

			assertThat(result.integrity().duplicated()).isEqualTo(result.traffic().sent() * 5 / 7).isPositive();
			assertThat(result.integrity().lost()).isZero();
			assertThat(result.outcome()).isEqualTo(LoadResult.Outcome.BROKEN);
		}
	}

	@Test
	void everyReorderedCopyIsCounted() {
		try (FaultyServer server = FaultyServer.echo().swapEvery(5).start()) {
			LoadResult result = untilOnlyMissing(server::waiting, load(server).clients(1));

			long sent = result.traffic().sent();
			assertThat(result.integrity().reordered()).isBetween(sent / 5 - 1, sent / 5).isPositive();
			assertThat(result.integrity().duplicated()).isZero();
		}
	}

	@Test
	void aBroadcastReachesEveryoneAndItsCompletionIsTimed() {
		try (FaultyServer server = FaultyServer.broadcast().start()) {
			LoadResult result = load(server).preset("broadcast").clients(30).publishers(3).rate(100).run();

			assertThat(result.integrity().isWhole()).isTrue();
			assertThat(result.traffic().copies()).isEqualTo(result.traffic().sent() * 30);
			assertThat(result.latency(Metric.COMPLETION).count()).isEqualTo(result.traffic().sent());
		}
	}

	@Test
	void aServerThatAnswersLateIsMeasuredLate() {
		try (FaultyServer server = FaultyServer.echo().delayMillis(40).start()) {
			LoadResult result = load(server).run();

			assertThat(result.latency(Metric.DELIVERY).min()).isGreaterThanOrEqualTo(39.9e6);
		}
	}

	@Test
	void aFrozenServerShowsInTheMaximumAndInThePercentiles() {
		try (FaultyServer server = FaultyServer.echo().freezeAtFirst(1000).start()) {
			LoadResult result = load(server).rate(500).duration(Duration.ofMillis(1500)).run();

			assertThat(result.latency(Metric.DELIVERY).max()).isGreaterThan(0.7e9);
			assertThat(result.latency(Metric.DELIVERY).p95()).isGreaterThan(0.5e9);
			assertThat(result.latency(Metric.DELIVERY_SERVICE).max()).isGreaterThan(0.7e9);
		}
	}

	@Test
	@Tag("clock")
	void aGeneratorThatFallsBehindStillReads() {
		try (FaultyServer server = FaultyServer.echo().start()) {
			LoadResult result = load(server).rate(20_000_000)
				.duration(Duration.ofMillis(800))
				.grace(Duration.ofMillis(100))
				.engine(EngineOptions.defaults().withThreads(1))
				.run();

			assertThat(result.latency(Metric.DELIVERY).min()).isLessThan(400e6);
			assertThat(result.invalid()).isNotNull();
		}
	}

	@Test
	void aClosedLoopKeepsItsWindowFull() {
		try (FaultyServer server = FaultyServer.echo().start()) {
			LoadResult result = load(server).clients(2).pace(new Pace.Window(8)).run();

			assertThat(result.integrity().isWhole()).isTrue();
			assertThat(result.traffic().sent()).isGreaterThan(16);
			assertThat(result.traffic().planned()).isZero();
		}
	}

	@Test
	@Tag("clock")
	void connectionsComeAndGoWithoutFalseAlarms() {
		try (FaultyServer server = FaultyServer.broadcast().start()) {
			LoadResult result = load(server).preset("broadcast")
				.clients(10)
				.rate(300)
				.churn(20)
				.duration(Duration.ofSeconds(2))
				.run();

			assertThat(result.connections().opened()).isGreaterThan(15);
			assertThat(result.integrity().isWhole()).as(result.integrity().toString()).isTrue();
		}
	}

	@Test
	void aRefusedHandshakeIsAShortfallAndAFailure() {
		try (FaultyServer server = FaultyServer.echo().start()) {
			LoadResult result = LoadTest.on(server.url().replace("/ws", "/nothing"))
				.clients(3)
				.duration(Duration.ofMillis(200))
				.run();

			assertThat(result.connections().failed()).isEqualTo(3);
			assertThat(result.outcome()).isEqualTo(LoadResult.Outcome.FAILED);
		}
	}

	@Test
	void aServerThatDropsEveryoneIsAShortfall() {
		try (FaultyServer server = FaultyServer.echo().start()) {
			AtomicReference<LoadTest> test = new AtomicReference<>();
			test.set(load(server).duration(MOST).listener(new LoadListener() {
				@Override
				public void sampled(LoadSample sample, LoadPlan plan) {
					server.dropAll();
					if (sample.open() == 0) {
						test.get().interrupt();
					}
				}
			}).build());

			LoadResult result = test.get().run();

			assertThat(result.connections().lost()).isEqualTo(4);
			assertThat(result.connections().isShort()).isTrue();
			assertThat(result.integrity().lost()).isZero();
		}
	}

	@Test
	void anAbsentServerIsUnreachable() {
		int port;
		try (FaultyServer server = FaultyServer.echo().start()) {
			port = server.port();
		}
		LoadTest test = LoadTest.on("ws://127.0.0.1:" + port + "/ws").build();

		assertThatExceptionOfType(Unreachable.class).isThrownBy(test::run).withMessageContaining("cannot be reached");
	}

	@Test
	void aThresholdWithoutSamplesFails() {
		try (FaultyServer server = FaultyServer.echo().start()) {
			LoadResult result = load(server).pace(new Pace.Idle())
				.duration(Duration.ofMillis(200))
				.threshold("delivery:p(99)<1s")
				.threshold("lost==0")
				.run();

			assertThat(result.verdicts()).extracting(Threshold.Verdict::ok).containsExactly(false, true);
			assertThat(result.outcome()).isEqualTo(LoadResult.Outcome.FAILED);
		}
	}

	/**
	 * Runs it and ends its wait for the last copies when as many are missing as the
	 * server will never send: by then all others have come, however slow the machine is.
	 */
	private static LoadResult untilOnlyMissing(LongSupplier never, LoadTestBuilder load) {
		AtomicReference<LoadTest> test = new AtomicReference<>();
		test.set(load.grace(MOST).listener(new LoadListener() {
			@Override
			public void waiting(long missing) {
				if (missing == never.getAsLong()) {
					test.get().interrupt();
				}
			}
		}).build());
		return test.get().run();
	}

	private static LoadTestBuilder load(FaultyServer server) {
		return LoadTest.on(server.url())
			.clients(4)
			.rate(400)
			.payload(100)
			.duration(SHORT)
			.engine(EngineOptions.defaults().withThreads(2));
	}

}
