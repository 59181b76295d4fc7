package dev.parley.lab.load;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PublisherTests {

	private static final int RING = 16;

	private final Publisher publisher = new Publisher(3, true, RING);

	@Test
	void numbersItsMessagesFromZero() {
		assertThat(IntStream.range(0, 5).map((i) -> this.publisher.begin(1))).containsExactly(0, 1, 2, 3, 4);
		assertThat(this.publisher.sent()).isEqualTo(5);
	}

	@Test
	void aMessageTakenBackLeavesItsNumberToTheNext() {
		this.publisher.begin(1);
		int second = this.publisher.begin(1);

		this.publisher.takeBack(second);

		assertThat(this.publisher.sent()).isEqualTo(1);
		assertThat(this.publisher.begin(1)).isEqualTo(second);
	}

	@Test
	void knowsTheLastOfItsCopies() {
		int seq = this.publisher.begin(3);

		assertThat(this.publisher.copied(seq)).isFalse();
		assertThat(this.publisher.copied(seq)).isFalse();
		assertThat(this.publisher.copied(seq)).isTrue();
		assertThat(this.publisher.copied(seq)).as("one too many").isFalse();
	}

	@Test
	void aCopyOfAMessageThatIsCountedNoMoreIsNeverTheLast() {
		int old = this.publisher.begin(1);
		for (int i = 0; i < RING; i++) {
			this.publisher.begin(2);
		}

		assertThat(this.publisher.copied(old)).isFalse();
		assertThat(this.publisher.copied(RING)).isFalse();
		assertThat(this.publisher.copied(RING)).isTrue();
	}

	@Test
	void whereTheServerConfirmsOnlyConfirmedMessagesMustArrive() {
		this.publisher.begin(1);
		this.publisher.begin(1);

		this.publisher.acked().see(1);

		assertThat(this.publisher.mustArrive(0, true)).isFalse();
		assertThat(this.publisher.mustArrive(1, true)).isTrue();
	}

	@Test
	void whereItDoesNotConfirmEveryMessageMustArriveThatIsNotInDoubt() {
		this.publisher.begin(1);
		this.publisher.begin(1);

		this.publisher.uncertain(1);

		assertThat(this.publisher.mustArrive(0, false)).isTrue();
		assertThat(this.publisher.mustArrive(1, false)).isFalse();
	}

	@Test
	void aRefusedMessageNeedNotArrive() {
		this.publisher.begin(1);
		this.publisher.acked().see(0);

		this.publisher.refuse(0);

		assertThat(this.publisher.mustArrive(0, true)).isFalse();
		assertThat(this.publisher.mustArrive(0, false)).isFalse();
	}

	@Test
	void remembersWhoItIs() {
		assertThat(this.publisher.client()).isEqualTo(3);
		assertThat(this.publisher.isInOrder()).isTrue();
		assertThat(new Publisher(4, false, 1).isInOrder()).isFalse();
	}

}
