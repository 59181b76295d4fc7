package dev.parley.lab.client;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import dev.parley.lab.FaultyServer;
import dev.parley.lab.engine.Closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LabClientTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@Test
	void whatIsSentComesBackAndIsLogged() {
		try (FaultyServer server = FaultyServer.echo().start(); LabClient client = LabClient.connect(server.url())) {
			client.send("one");
			client.send("zwei – дві");

			assertThat(client.receive(PATIENCE)).isEqualTo("one");
			assertThat(client.receive(PATIENCE)).isEqualTo("zwei – дві");
			assertThat(client.log()).extracting(LabFrame::direction)
				.containsExactlyInAnyOrder(LabFrame.Direction.OUT, LabFrame.Direction.IN, LabFrame.Direction.OUT,
						LabFrame.Direction.IN);
			assertThat(client.ping(PATIENCE)).isPositive();
		}
	}

	@Test
	void messagesThatAreNotWantedArePassedOver() {
		try (FaultyServer server = FaultyServer.echo().start(); LabClient client = LabClient.connect(server.url())) {
			client.send("noise");
			client.send("signal");

			assertThat(client.receive(PATIENCE, (text) -> text.startsWith("sig"))).isEqualTo("signal");
		}
	}

	@Test
	void aMessageThatDoesNotComeIsATimeout() {
		try (FaultyServer server = FaultyServer.echo().start(); LabClient client = LabClient.connect(server.url())) {
			assertThatExceptionOfType(LabTimeout.class).isThrownBy(() -> client.receive(Duration.ofMillis(50)));
		}
	}

	@Test
	void aRefusalSaysWhatTheServerAnswered() {
		try (FaultyServer server = FaultyServer.echo().start()) {
			String url = "ws://127.0.0.1:" + server.port() + "/elsewhere";

			assertThatExceptionOfType(LabRefused.class).isThrownBy(() -> LabClient.connect(url))
				.satisfies(
						(refused) -> assertThat(refused.closing()).isEqualTo(new Closing.Refused(404, "nothing here")));
		}
	}

	@Test
	void aLostConnectionIsTold() {
		try (FaultyServer server = FaultyServer.echo().start(); LabClient client = LabClient.connect(server.url())) {
			client.send("x");
			client.receive(PATIENCE);
			server.dropAll();

			assertThat(client.awaitClosing(PATIENCE)).isInstanceOf(Closing.Broken.class);
			assertThatExceptionOfType(LabTimeout.class).isThrownBy(() -> client.receive(PATIENCE))
				.withMessageContaining("connection lost");
		}
	}

}
