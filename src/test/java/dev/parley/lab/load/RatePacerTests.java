package dev.parley.lab.load;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import dev.parley.lab.engine.Schedule;

import static org.assertj.core.api.Assertions.assertThat;

class RatePacerTests {

	private static final long MILLI = TurnableLoop.MILLI;

	private static final long SECOND = TurnableLoop.SECOND;

	private final TurnableLoop loop = new TurnableLoop();

	private final LoopStatistics statistics = new LoopStatistics((intended) -> true);

	@Test
	void sendsEachMessageWhenItIsDue() {
		RecordingClient client = new RecordingClient(this.loop);
		pacer(Schedule.constant(1_000, Duration.ofMillis(10)), client).begin(0);

		this.loop.turnTo(20 * MILLI);

		List<Long> due = LongStream.range(0, 10).map((k) -> k * MILLI).boxed().toList();
		assertThat(client.intended()).isEqualTo(due);
		assertThat(client.sentAt()).allSatisfy((at) -> assertThat(at).isIn(nearby(due)));
	}

	@Test
	void countsFromTheMomentThatSendingBegan() {
		RecordingClient client = new RecordingClient(this.loop);
		this.loop.turnTo(3 * SECOND);
		pacer(Schedule.constant(2, Duration.ofSeconds(1)), client).begin(3 * SECOND);

		this.loop.turnTo(5 * SECOND);

		assertThat(client.intended()).containsExactly(3 * SECOND, 3 * SECOND + SECOND / 2);
	}

	@Test
	void keepsTheIntendedTimesOfMessagesThatAStallHasDelayed() {
		RecordingClient client = new RecordingClient(this.loop);
		pacer(Schedule.constant(100, Duration.ofSeconds(2)), client).begin(0);

		this.loop.stall(SECOND);
		this.loop.runNext();

		assertThat(client.intended()).hasSize(100).endsWith(990 * MILLI);
		assertThat(client.sentAt()).endsWith(SECOND, SECOND);
	}

	@Test
	void letsTheLoopReadAfterAThousandMessagesHoweverLateItIs() {
		RecordingClient client = new RecordingClient(this.loop);
		pacer(Schedule.constant(10_000, Duration.ofSeconds(2)), client).begin(0);

		this.loop.stall(SECOND);
		this.loop.runNext();

		assertThat(client.intended()).hasSize(RatePacer.MOST_PER_TICK);
		assertThat(this.loop.untilNext()).isZero();
		this.loop.turnTo(SECOND);
		assertThat(client.intended()).hasSize(10_000);
	}

	@Test
	void looksAgainWithinTwentyMillisecondsThoughNothingIsDueForLonger() {
		pacer(Schedule.constant(0.1, Duration.ofSeconds(30)), new RecordingClient(this.loop)).begin(0);

		this.loop.runNext();

		assertThat(this.loop.untilNext()).isEqualTo(RatePacer.MOST_PAUSE_NANOS);
	}

	@Test
	void combinesMessagesThatAreCloserThanAHundredMicroseconds() {
		RecordingClient client = new RecordingClient(this.loop);
		pacer(Schedule.constant(1_000_000, Duration.ofSeconds(1)), client).begin(0);

		assertThat(this.loop.untilNext()).isEqualTo(RatePacer.LEAST_PAUSE_NANOS);
		this.loop.runNext();
		assertThat(client.intended()).hasSize(100);
	}

	@Test
	void letsItsClientsTakeTurns() {
		List<RecordingClient> clients = IntStream.range(0, 3).mapToObj((i) -> new RecordingClient(this.loop)).toList();
		new RatePacer(Schedule.constant(30, Duration.ofSeconds(1)), 1, clients, this.loop, this.statistics).begin(0);

		this.loop.turnTo(2 * SECOND);

		assertThat(clients).allSatisfy((client) -> assertThat(client.intended()).hasSize(10));
		assertThat(clients.get(1).intended().getFirst()).isGreaterThan(clients.get(0).intended().getFirst());
	}

	@Test
	void passesOverAClientThatHasGone() {
		RecordingClient gone = new RecordingClient(this.loop).gone();
		RecordingClient other = new RecordingClient(this.loop);
		pacer(Schedule.constant(10, Duration.ofSeconds(1)), gone, other).begin(0);

		this.loop.turnTo(2 * SECOND);

		assertThat(gone.intended()).isEmpty();
		assertThat(other.intended()).hasSize(10);
		assertThat(this.statistics.get(LoadCounter.DROPPED)).isZero();
	}

	@Test
	void countsAMessageThatNoClientCanSendAsDropped() {
		pacer(Schedule.constant(10, Duration.ofSeconds(1)), new RecordingClient(this.loop).gone()).begin(0);

		this.loop.turnTo(2 * SECOND);

		assertThat(this.statistics.get(LoadCounter.DROPPED)).isEqualTo(10);
	}

	@Test
	void twoLoopsTogetherSendTheWholeSchedule() {
		Schedule schedule = Schedule.constant(1_001, Duration.ofSeconds(1));
		RecordingClient first = new RecordingClient(this.loop);
		RecordingClient second = new RecordingClient(this.loop);
		new RatePacer(schedule, 2 / 3.0, List.of(first), this.loop, this.statistics).begin(0);
		new RatePacer(schedule, 1 / 3.0, List.of(second), this.loop, this.statistics).begin(0);

		this.loop.turnTo(2 * SECOND);

		assertThat(first.intended()).hasSize(668);
		assertThat(second.intended()).hasSize(334);
	}

	@Test
	void followsAScheduleWithStages() {
		RecordingClient client = new RecordingClient(this.loop);
		pacer(Schedule.stages(0, List.of(new Schedule.Stage(Duration.ofSeconds(10), 100))), client).begin(0);

		this.loop.turnTo(5 * SECOND);
		assertThat(client.intended()).hasSize(125);
		this.loop.turnTo(20 * SECOND);
		assertThat(client.intended()).hasSize(500).isSorted();
	}

	@Test
	void stopsWhenSendingIsOver() {
		RecordingClient client = new RecordingClient(this.loop);
		pacer(Schedule.constant(10, Duration.ofSeconds(60)), client).begin(0);
		this.loop.turnTo(SECOND);
		int sent = client.intended().size();

		this.loop.stopSending();
		this.loop.turnTo(10 * SECOND);

		assertThat(client.intended()).hasSize(sent);
		assertThat(this.loop.isQuiet()).isTrue();
	}

	@Test
	void answersDoNotChangeItsPace() {
		RecordingClient client = new RecordingClient(this.loop);
		Pacer pacer = pacer(Schedule.constant(10, Duration.ofSeconds(1)), client);
		pacer.begin(0);

		pacer.answered(client, 0);
		pacer.joined(client);
		pacer.unanswered(List.of(client), 0);

		assertThat(client.intended()).isEqualTo(List.of());
		this.loop.turnTo(2 * SECOND);
		assertThat(client.intended()).hasSize(10);
	}

	private Pacer pacer(Schedule schedule, RecordingClient... clients) {
		return new RatePacer(schedule, 1, List.of(clients), this.loop, this.statistics);
	}

	/** A tick comes at most a hundred microseconds after the time that was due. */
	private static List<Long> nearby(List<Long> due) {
		return due.stream()
			.flatMap((at) -> LongStream.rangeClosed(at, at + RatePacer.LEAST_PAUSE_NANOS).boxed())
			.toList();
	}

}
