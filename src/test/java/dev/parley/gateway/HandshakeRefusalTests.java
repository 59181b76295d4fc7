package dev.parley.gateway;

import java.io.IOException;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import dev.parley.realtime.RealtimeStatistics;
import dev.parley.system.support.Cast;
import dev.parley.system.support.LiveServer;
import dev.parley.system.support.RawSocket;
import dev.parley.system.support.TestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server with little room that accepts no token in the query.
 */
@LiveServer
@TestPropertySource(properties = { "parley.gateway.token-in-query=false", "parley.realtime.max-connections=1" })
class HandshakeRefusalTests {

	@LocalServerPort
	private int port;

	@Autowired
	private Cast cast;

	@Autowired
	private RealtimeStatistics statistics;

	@Test
	void aTokenInTheQueryIsIgnoredIfDisabled() throws IOException {
		assertThat(shake("/ws/engagement?token=" + this.cast.token("mia"))).startsWith("HTTP/1.1 401")
			.contains("\"code\":\"unauthenticated\"")
			.contains("?token= is disabled on this server");
		try (TestClient client = TestClient.at("ws://localhost:" + this.port + "/ws/engagement?token=garbage",
				Map.of("Authorization", "Bearer " + this.cast.token("mia")))) {
			client.await("welcome");
		}
	}

	@Test
	void aFullServerSaysWhenToRetryAndAcceptsOnceThereIsRoom() throws IOException {
		String token = this.cast.token("mia");
		connectWhenThereIsRoom(token).close();
		try (TestClient _ = connectWhenThereIsRoom(token)) {
			assertThat(shake("/ws/engagement", "Authorization: Bearer " + token)).startsWith("HTTP/1.1 503")
				.containsIgnoringCase("content-type: application/problem+json")
				.containsIgnoringCase("retry-after: ")
				.contains("\"code\":\"unavailable\"");
			assertThat(this.statistics.handshakes().refused().get("unavailable")).isPositive();
		}
		connectWhenThereIsRoom(token).close();
	}

	private TestClient connectWhenThereIsRoom(String token) {
		Awaitility.await()
			.atMost(TestClient.PATIENCE)
			.until(() -> shake("/ws/engagement"), (answer) -> answer.startsWith("HTTP/1.1 401"));
		return TestClient.connect(this.port, token);
	}

	private String shake(String path, String... lines) throws IOException {
		try (RawSocket raw = new RawSocket(this.port)) {
			raw.write(RawSocket.handshake(path, lines));
			return raw.readAnswer();
		}
	}

}
