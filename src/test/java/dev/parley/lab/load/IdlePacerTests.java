package dev.parley.lab.load;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IdlePacerTests {

	@Test
	void neverSends() {
		TurnableLoop loop = new TurnableLoop();
		RecordingClient client = new RecordingClient(loop);
		Pacer pacer = new IdlePacer();

		pacer.begin(0);
		pacer.joined(client);
		pacer.answered(client, 0);
		pacer.unanswered(List.of(client), 0);
		loop.turnTo(TurnableLoop.SECOND);

		assertThat(client.intended()).isEmpty();
		assertThat(loop.isQuiet()).isTrue();
	}

}
