package dev.parley.gateway;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

import dev.parley.Parley;
import dev.parley.gateway.support.Cast;
import dev.parley.gateway.support.RawSocket;
import dev.parley.gateway.support.TestClient;
import dev.parley.identity.TestTokens;
import dev.parley.realtime.RealtimeStatistics;

import static org.assertj.core.api.Assertions.assertThat;

/** Those who cannot get in do not keep out those who can. */
@SpringBootTest(classes = Parley.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "parley.gateway.header-timeout=1s", "parley.realtime.failed-handshakes-per-address=5" })
@Import({ Cast.class, TestTokens.class })
class HandshakeFloodTests {

	private static final int FLOOD = 2000;

	@LocalServerPort
	private int port;

	@Autowired
	private Cast cast;

	@Autowired
	private RealtimeStatistics statistics;

	@Test
	void thousandsOfUnauthenticatedHandshakesAreTurnedAwayAndDisturbNobody() throws IOException {
		try (TestClient before = TestClient.connect(this.port, this.cast.token("mia"))) {
			String last = "";
			for (int i = 0; i < FLOOD; i++) {
				last = shake("Authorization: Bearer guess-" + i);
			}
			assertThat(last).startsWith("HTTP/1.1 429")
				.containsIgnoringCase("retry-after:")
				.contains("\"code\":\"rate_limited\"");
			assertThat(this.statistics.handshakes().refused()).containsKeys("unauthenticated", "rate_limited");
			String engagement = this.cast.engagement();
			before.say(engagement, "undisturbed");
			before.said("undisturbed");
		}
	}

	@Test
	void aSlowLorisIsCutOff() throws IOException {
		try (RawSocket slow = new RawSocket(this.port)) {
			slow.write("GET /ws/engagement HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
			assertThat(slow.isEnded()).isTrue();
		}
	}

	private String shake(String line) throws IOException {
		try (RawSocket raw = new RawSocket(this.port)) {
			raw.write(RawSocket.handshake("/ws/engagement", line));
			return raw.readAnswer();
		}
	}

}
