package dev.parley.lab.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.parley.lab.FaultyServer;
import dev.parley.lab.engine.Closing;
import dev.parley.lab.engine.Dial;
import dev.parley.lab.engine.Endpoint;
import dev.parley.lab.engine.Engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class LabClientTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@Test
	void sendsReceivesAndLogsMessages() {
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
	void skipsMessagesThatDoNotMatch() {
		try (FaultyServer server = FaultyServer.echo().start(); LabClient client = LabClient.connect(server.url())) {
			client.send("noise");
			client.send("signal");

			assertThat(client.receive(PATIENCE, (text) -> text.startsWith("sig"))).isEqualTo("signal");
		}
	}

	@Test
	void timesOutWithoutAMessage() {
		try (FaultyServer server = FaultyServer.echo().start(); LabClient client = LabClient.connect(server.url())) {
			assertThatExceptionOfType(LabTimeout.class).isThrownBy(() -> client.receive(Duration.ofMillis(50)));
		}
	}

	@Test
	void reportsTheServersAnswerWhenRefused() {
		try (FaultyServer server = FaultyServer.echo().start()) {
			String url = "ws://127.0.0.1:" + server.port() + "/elsewhere";

			assertThatExceptionOfType(LabRefused.class).isThrownBy(() -> LabClient.connect(url))
				.satisfies(
						(refused) -> assertThat(refused.closing()).isEqualTo(new Closing.Refused(404, "nothing here")));
		}
	}

	@Test
	void reportsALostConnection() {
		try (FaultyServer server = FaultyServer.echo().start(); LabClient client = LabClient.connect(server.url())) {
			client.send("x");
			client.receive(PATIENCE);
			server.dropAll();

			assertThat(client.awaitClosing(PATIENCE)).isInstanceOf(Closing.Broken.class);
			assertThatExceptionOfType(LabTimeout.class).isThrownBy(() -> client.receive(PATIENCE))
				.withMessageContaining("connection lost");
		}
	}

	@Test
	void keepsMessagesThatArriveBeforeTheyAreRead() {
		try (FaultyServer server = FaultyServer.echo().greeting("a", "b", "c").start();
				LabClient client = LabClient.connect(server.url())) {
			await().until(() -> client.log().size() == 3);

			assertThat(List.of(client.receive(PATIENCE), client.receive(PATIENCE), client.receive(PATIENCE)))
				.containsExactly("a", "b", "c");
		}
	}

	@Test
	void returnsMessagesThatArrivedBeforeTheConnectionEnded() {
		try (FaultyServer server = FaultyServer.echo().greeting("last words").start();
				LabClient client = LabClient.connect(server.url())) {
			await().until(() -> client.log().size() == 1);
			server.dropAll();
			client.awaitClosing(PATIENCE);

			assertThat(client.receive(PATIENCE)).isEqualTo("last words");
		}
	}

	@Test
	void dropsTheOldestMessagesOfALongLog() {
		try (FaultyServer server = FaultyServer.echo().start(); LabClient client = LabClient.connect(server.url())) {
			for (int i = 0; i < 700; i++) {
				client.send(String.valueOf(i));
			}
			client.receive(PATIENCE, (text) -> text.equals("699"));

			assertThat(client.log()).hasSize(1_000);
			assertThat(client.log().getLast()).extracting(LabFrame::direction, LabFrame::text)
				.containsExactly(LabFrame.Direction.IN, "699");
			assertThat(client.log()).filteredOn((frame) -> frame.direction() == LabFrame.Direction.OUT)
				.extracting(LabFrame::text)
				.doesNotContain("0");
		}
	}

	@Test
	void timesOutWithoutAPong() {
		try (FaultyServer server = FaultyServer.echo().start(); LabClient client = LabClient.connect(server.url())) {
			server.freeze(2_000);

			assertThatExceptionOfType(LabTimeout.class).isThrownBy(() -> client.ping(Duration.ofMillis(50)))
				.withMessage("no pong within 50 ms");
		}
	}

	@Test
	void timesOutWhileTheConnectionStaysOpen() {
		try (FaultyServer server = FaultyServer.echo().start(); LabClient client = LabClient.connect(server.url())) {
			assertThatExceptionOfType(LabTimeout.class).isThrownBy(() -> client.awaitClosing(Duration.ofMillis(50)))
				.withMessage("still open after 50 ms");
			assertThat(client.isOpen()).isTrue();
		}
	}

	@Test
	void dropsTheConnectionWithoutACloseFrame() {
		try (FaultyServer server = FaultyServer.echo().start(); LabClient client = LabClient.connect(server.url())) {
			client.abort();

			client.awaitClosing(PATIENCE);
			await().untilAsserted(() -> assertThat(server.connections()).isZero());
			assertThat(server.masks()).as("frames of the client").isEmpty();
			assertThat(client.isOpen()).isFalse();
		}
	}

	@Test
	void closesWithACloseFrameAndMayBeClosedTwice() {
		try (FaultyServer server = FaultyServer.echo().start()) {
			LabClient client = LabClient.connect(server.url());
			client.close();
			client.close();

			assertThat(server.masks()).as("one close frame").hasSize(1);
			assertThat(client.isOpen()).isFalse();
		}
	}

	@Test
	void leavesASharedEngineOpen() {
		try (FaultyServer server = FaultyServer.echo().start(); Engine engine = Engine.small()) {
			Dial dial = Dial.to(Endpoint.of(server.url()));
			LabClient.connect(engine, dial).close();

			try (LabClient second = LabClient.connect(engine, dial)) {
				assertThat(second.ping(PATIENCE)).isPositive();
			}
		}
	}

	@Test
	void sendsHeadersOfTheDial() {
		try (FaultyServer server = FaultyServer.echo().start();
				LabClient client = LabClient
					.connect(new Dial(Endpoint.of(server.url()), Map.of("X-Tenant", "blue"), List.of()))) {
			client.ping(PATIENCE);

			assertThat(server.header("X-Tenant")).containsExactly("blue");
			assertThat(client.openTimes().total()).isPositive();
		}
	}

	@Test
	void reportsAServerThatIsNotThere() {
		assertThatExceptionOfType(LabRefused.class).isThrownBy(() -> LabClient.connect("ws://127.0.0.1:1/ws"));
	}

}
