package dev.parley.lab.load;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ThinkPacerTests {

	private static final long SECOND = TurnableLoop.SECOND;

	private final TurnableLoop loop = new TurnableLoop();

	private final RecordingClient client = new RecordingClient(this.loop);

	@Test
	void firstMessagesAreSpreadOverThePause() {
		List<RecordingClient> clients = IntStream.range(0, 200)
			.mapToObj((i) -> new RecordingClient(this.loop))
			.toList();
		new ThinkPacer(think(0), clients, this.loop, new Random(1)).begin(0);

		this.loop.turnTo(SECOND / 2);
		assertThat(sent(clients)).isBetween(80L, 120L);
		this.loop.turnTo(SECOND);
		assertThat(sent(clients)).isEqualTo(200);
	}

	@Test
	void pausesAfterEachAnswerAndCountsFromThere() {
		Pacer pacer = pacer(0);
		this.loop.turnTo(5 * SECOND);

		pacer.answered(this.client, 5 * SECOND);

		this.loop.turnTo(6 * SECOND - 1);
		assertThat(this.client.intended()).isEmpty();
		this.loop.turnTo(6 * SECOND);
		assertThat(this.client.intended()).containsExactly(6 * SECOND);
	}

	@Test
	void thePauseVariesByItsJitterAndNoMore() {
		Pacer pacer = pacer(0.3);
		for (int i = 0; i < 500; i++) {
			pacer.answered(this.client, 0);
		}

		this.loop.turnTo(2 * SECOND);

		assertThat(this.client.intended()).hasSize(500)
			.allSatisfy((at) -> assertThat(at).isBetween(7 * SECOND / 10, 13 * SECOND / 10))
			.anyMatch((at) -> at < 8 * SECOND / 10)
			.anyMatch((at) -> at > 12 * SECOND / 10);
	}

	@Test
	void aMessageThatTheLoopDelaysKeepsItsIntendedTime() {
		pacer(0).answered(this.client, 0);

		this.loop.stall(3 * SECOND);
		this.loop.runNext();

		assertThat(this.client.intended()).containsExactly(SECOND);
		assertThat(this.client.sentAt()).containsExactly(3 * SECOND);
	}

	@Test
	void aClientThatJoinsLaterPausesFirst() {
		this.loop.turnTo(SECOND);

		pacer(0).joined(this.client);

		assertThat(this.client.intended()).isEmpty();
		this.loop.turnTo(2 * SECOND);
		assertThat(this.client.intended()).singleElement().satisfies((at) -> assertThat(at).isGreaterThan(SECOND));
	}

	@Test
	void onlyClientsWithoutAnAnswerGoOnAfterASilence() {
		RecordingClient other = new RecordingClient(this.loop);
		Pacer pacer = new ThinkPacer(think(0), List.of(this.client, other), this.loop, new Random(1));

		pacer.unanswered(List.of(this.client), 0);
		this.loop.turnTo(2 * SECOND);

		assertThat(this.client.intended()).containsExactly(SECOND);
		assertThat(other.intended()).isEmpty();
	}

	@Test
	void sendsNothingOnceSendingIsOver() {
		pacer(0).answered(this.client, 0);

		this.loop.stopSending();
		this.loop.turnTo(2 * SECOND);

		assertThat(this.client.intended()).isEmpty();
	}

	@Test
	void sendsNothingForAClientThatHasGoneMeanwhile() {
		pacer(0).answered(this.client, 0);

		this.client.gone();
		this.loop.turnTo(2 * SECOND);

		assertThat(this.client.intended()).isEmpty();
	}

	private Pacer pacer(double jitter) {
		return new ThinkPacer(think(jitter), List.of(this.client), this.loop, new Random(1));
	}

	private static Pace.Think think(double jitter) {
		return new Pace.Think(Duration.ofSeconds(1), jitter);
	}

	private static long sent(List<RecordingClient> clients) {
		return clients.stream().mapToLong((one) -> one.intended().size()).sum();
	}

}
