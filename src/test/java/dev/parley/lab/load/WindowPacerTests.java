package dev.parley.lab.load;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WindowPacerTests {

	private static final int WINDOW = 4;

	private final TurnableLoop loop = new TurnableLoop();

	private final RecordingClient ann = new RecordingClient(this.loop);

	private final RecordingClient bob = new RecordingClient(this.loop);

	private final Pacer pacer = new WindowPacer(WINDOW, List.of(this.ann, this.bob), this.loop);

	@Test
	void fillsTheWindowOfEveryClientAtOnce() {
		this.loop.turnTo(7);

		this.pacer.begin(7);

		assertThat(this.ann.intended()).containsExactly(7L, 7L, 7L, 7L);
		assertThat(this.bob.inFlight()).isEqualTo(WINDOW);
	}

	@Test
	void sendsOneMessageForEveryAnswer() {
		this.pacer.begin(0);

		this.ann.answer();
		this.pacer.answered(this.ann, 50);

		assertThat(this.ann.inFlight()).isEqualTo(WINDOW);
		assertThat(this.ann.intended()).hasSize(WINDOW + 1).endsWith(50L);
		assertThat(this.bob.intended()).hasSize(WINDOW);
	}

	@Test
	void fillsTheWindowOfAClientThatJoinsLater() {
		RecordingClient late = new RecordingClient(this.loop);
		this.loop.turnTo(9);

		this.pacer.joined(late);

		assertThat(late.intended()).containsExactly(9L, 9L, 9L, 9L);
	}

	@Test
	void refillsEveryWindowWhenTheServerHasStoppedAnswering() {
		this.pacer.begin(0);
		this.ann.giveUpAnswers();
		this.bob.answer();

		this.pacer.unanswered(List.of(this.ann), 100);

		assertThat(this.ann.intended()).hasSize(2 * WINDOW);
		assertThat(this.bob.intended()).hasSize(WINDOW + 1);
	}

	@Test
	void doesNotInsistWhereAConnectionTakesNothing() {
		RecordingClient full = new RecordingClient(this.loop).full();

		new WindowPacer(WINDOW, List.of(full, this.bob), this.loop).begin(0);

		assertThat(full.intended()).hasSize(1);
		assertThat(this.bob.inFlight()).isEqualTo(WINDOW);
	}

	@Test
	void passesOverAClientThatHasGone() {
		this.ann.gone();

		this.pacer.begin(0);

		assertThat(this.ann.intended()).isEmpty();
	}

}
