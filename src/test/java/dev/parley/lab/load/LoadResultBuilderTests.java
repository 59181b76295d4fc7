package dev.parley.lab.load;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.parley.lab.engine.Engine;
import dev.parley.lab.engine.OpenTimes;
import dev.parley.lab.engine.Payload;
import dev.parley.lab.engine.RecordedSocket;
import dev.parley.lab.engine.Stamp;
import dev.parley.lab.preset.Roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** One client on one loop, whose time the test turns, at a hundred messages a second. */
class LoadResultBuilderTests {

	private static final long SECOND = 1_000_000_000;

	private static final int RUN = 5;

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private final Engine engine = Engine.small();

	private final GeneratorHealth health = new GeneratorHealth();

	private final AtomicLong time = new AtomicLong();

	private final RecordedSocket connection = new RecordedSocket();

	private Run run;

	private LoadLoops loops;

	private Sampler sampler;

	@BeforeEach
	void prepare() {
		FakeRoster roster = new FakeRoster(Roster.Fanout.SENDER, true);
		LoadPlan plan = LoadTest.on("ws://127.0.0.1:1/ws?token=secret")
			.clients(1)
			.rate(100)
			.warmup(Duration.ofSeconds(1))
			.duration(Duration.ofSeconds(4))
			.build()
			.plan();
		this.run = new Run(plan, this.engine, roster, Participants.of(plan, roster, false), RUN, this.time::get);
		this.run.measureFrom(SECOND);
		this.loops = LoadLoops.of(this.run);
		this.sampler = new Sampler(this.run, this.loops, this.health);
	}

	@AfterEach
	void stop() {
		this.health.close();
		this.engine.close();
		this.connection.close();
	}

	@Test
	void aRunThatSentWhatWasPlannedIsValid() {
		join();
		sendInTime(200);

		LoadResult result = end(2);

		assertThat(result.invalid()).isNull();
		assertThat(result.traffic().planned()).isEqualTo(200);
		assertThat(result.traffic().sent()).isEqualTo(200);
		assertThat(result.traffic().sendsPerSecond()).isEqualTo(100);
		assertThat(result.traffic().sentBytes()).isEqualTo(200 * 128);
	}

	@Test
	void aGeneratorThatSentTooLittleMakesTheRunInvalid() {
		join();
		sendInTime(200);

		assertThat(end(4).invalid())
			.isEqualTo("the generator began only 200 of 400 planned messages; lower --rate or give it more cores");
	}

	@Test
	void aGeneratorThatWasLateMakesTheRunInvalid() {
		join();
		this.run.sending(true);
		this.loops.forEach((loop) -> loop.begin(0));
		this.time.set(2 * SECOND);
		awaitSent(200);
		for (int seq = 0; seq < 200; seq++) {
			receive("ack " + Stamp.text(RUN, 0, seq, seq * SECOND / 100, 0));
		}

		LoadResult result = end(2);

		assertThat(result.invalid()).startsWith("the generator's own delay makes up most of what it measured");
		assertThat(result.generator().lagP99Nanos()).isCloseTo(0.99e9, within(0.02e9));
	}

	@Test
	void latenessIsHarmlessWhereTheServerIsSlowerByFar() {
		join();
		this.run.sending(true);
		this.loops.forEach((loop) -> loop.begin(0));
		for (int step = 1; step <= 40; step++) {
			this.time.set(step * SECOND / 20);
			awaitSent(5 * step);
		}
		onLoop(() -> this.run.sending(false));
		this.time.set(60 * SECOND);
		for (int seq = 0; seq < 200; seq++) {
			receive("ack " + Stamp.text(RUN, 0, seq, SECOND, 0));
		}

		assertThat(end(2).invalid()).isNull();
	}

	@Test
	void noConnectionAtAllIsAFailureAndNotInvalid() {
		LoadResult result = end(2);

		assertThat(result.invalid()).isNull();
		assertThat(result.connections()).isEqualTo(new LoadResult.Connections(1, 0, 0, 0, 0));
	}

	@Test
	void messagesNeitherConfirmedNorRefusedAreUnknown() {
		join();
		sendInTime(200);
		receive("ack " + Stamp.text(RUN, 0, 0, 0, 0));
		receive("ack " + Stamp.text(RUN, 0, 1, 0, 0));
		receive("refused " + Stamp.text(RUN, 0, 2, 0, 0));

		LoadResult result = end(2);

		assertThat(result.integrity().unknown()).isEqualTo(197);
		assertThat(result.integrity().ordered()).isTrue();
		assertThat(result.integrity().expected()).isEqualTo(2);
		assertThat(result.integrity().lost()).isEqualTo(2);
	}

	@Test
	void saysWhatWasMeasuredAndShowsNoToken() {
		join();

		LoadResult result = end(5);

		assertThat(result.target()).isEqualTo("ws://127.0.0.1:1/ws");
		assertThat(result.preset()).isEqualTo("echo");
		assertThat(result.startedAt()).isEqualTo(START);
		assertThat(result.measured()).isEqualTo(Duration.ofSeconds(4));
		assertThat(result.histograms()).containsOnlyKeys(Metric.CONNECT);
	}

	@Test
	void anInterruptedRunIsNotCalledInvalid() {
		join();

		LoadResult result = new LoadResultBuilder(this.run, this.loops, this.sampler, this.health).result(START, 4, 1,
				true);

		assertThat(result.invalid()).isNull();
		assertThat(result.interrupted()).isTrue();
	}

	@Test
	void aRunThatEndedInTheWarmUpHasMeasuredNothing() {
		join();

		assertThat(end(0.5).measured()).isEqualTo(Duration.ZERO);
	}

	@Test
	void aSampleCountsWhatHasHappenedSinceTheLast() {
		join();
		this.sampler.begin(0);
		sendInTime(100);
		this.time.set(SECOND);
		LoadSample first = this.sampler.look(false).orElseThrow();
		assertThat(this.sampler.look(false)).as("not a second later").isEmpty();
		receive("ack " + Stamp.text(RUN, 0, 0, 0, 0));
		this.run.errors().add("closed 1001");
		this.time.set(SECOND + SECOND / 2);
		LoadSample last = this.sampler.look(true).orElseThrow();

		assertThat(first.counts()).isEqualTo(new LoadSample.Counts(1, 100, 0, 0, 0, 0));
		assertThat(first.seconds()).isEqualTo(1);
		assertThat(last.counts().acked()).isEqualTo(1);
		assertThat(last.errors()).isEqualTo(1);
		assertThat(last.seconds()).isEqualTo(1.5);
		assertThat(this.sampler.samples()).containsExactly(first, last);
	}

	@Test
	void aLastSampleOfLessThanATenthOfASecondIsLeftOut() {
		this.sampler.begin(0);
		this.time.set(SECOND / 20);

		assertThat(this.sampler.look(true)).isEmpty();
	}

	private void join() {
		LoadClient client = this.loops.loops().getFirst().clients().getFirst();
		onLoop(() -> {
			client.opened(this.connection.socket(), new OpenTimes(1_000_000, 0, 0));
			client.message(this.connection.socket(), Payload.of("welcome"), 0);
		});
	}

	private void receive(String text) {
		LoadClient client = this.loops.loops().getFirst().clients().getFirst();
		onLoop(() -> client.message(this.connection.socket(), Payload.of(text), this.time.get()));
	}

	private void onLoop(Runnable task) {
		this.engine.loops().getFirst().submit(task).syncUninterruptibly();
	}

	/** The clock follows the schedule, so that every message goes when it is due. */
	private void sendInTime(int messages) {
		this.run.sending(true);
		this.loops.forEach((loop) -> loop.begin(0));
		for (int sent = 1; sent <= messages; sent++) {
			this.time.set((sent - 1) * SECOND / 100 + 1_000_000);
			awaitSent(sent);
		}
	}

	private void awaitSent(int messages) {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(1))
			.pollDelay(Duration.ZERO)
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.loops.sum(LoadCounter.SENT) >= messages);
	}

	private LoadResult end(double seconds) {
		this.run.end();
		this.engine.close();
		return new LoadResultBuilder(this.run, this.loops, this.sampler, this.health).result(START, seconds,
				this.loops.joined(), false);
	}

}
