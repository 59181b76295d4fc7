package dev.parley.lab.load;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoopPacingTests {

	private static final long PATIENCE = LoopPacing.ANSWER_PATIENCE_NANOS;

	private final TurnableLoop loop = new TurnableLoop();

	private final RecordingClient client = new RecordingClient(this.loop);

	private final LoopStatistics statistics = new LoopStatistics((intended) -> true);

	private final LoopPacing pacing = new LoopPacing(new WindowPacer(3, List.of(this.client), this.loop),
			List.of(this.client), this.loop, this.statistics);

	@BeforeEach
	void begin() {
		this.pacing.begin(0);
	}

	@Test
	void goesOnWithoutAnswersAfterFiveSeconds() {
		this.loop.turnTo(PATIENCE + 1);

		this.pacing.giveUpOverdue();

		assertThat(this.statistics.get(LoadCounter.TIMED_OUT)).isEqualTo(3);
		assertThat(this.client.intended()).hasSize(6);
	}

	@Test
	void waitsForFiveSecondsExactly() {
		this.loop.turnTo(PATIENCE);

		this.pacing.giveUpOverdue();

		assertThat(this.statistics.get(LoadCounter.TIMED_OUT)).isZero();
		assertThat(this.client.intended()).hasSize(3);
	}

	@Test
	void anAnswerStartsThePatienceAgain() {
		this.loop.turnTo(PATIENCE);
		this.client.answer();
		this.pacing.answered(this.client);
		this.loop.turnTo(2 * PATIENCE);

		this.pacing.giveUpOverdue();

		assertThat(this.statistics.get(LoadCounter.TIMED_OUT)).isZero();
	}

	@Test
	void givingUpStartsThePatienceAgain() {
		this.loop.turnTo(PATIENCE + 1);
		this.pacing.giveUpOverdue();
		this.loop.turnTo(PATIENCE + 2);

		this.pacing.giveUpOverdue();

		assertThat(this.statistics.get(LoadCounter.TIMED_OUT)).isEqualTo(3);
	}

	@Test
	void sendsNothingMoreOnceSendingIsOver() {
		this.loop.stopSending();

		this.pacing.answered(this.client);
		this.pacing.joined(new RecordingClient(this.loop));

		assertThat(this.client.intended()).hasSize(3);
	}

}
