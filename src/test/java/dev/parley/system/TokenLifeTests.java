package dev.parley.system;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import dev.parley.system.support.Cast;
import dev.parley.system.support.LiveServer;
import dev.parley.system.support.Talk;
import dev.parley.system.support.TestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Promise 7: a connection ends with the token that opened it, or with its renewal.
 */
@Tag("clock")
@LiveServer
@TestPropertySource(
		properties = { "parley.realtime.messages-per-second=100000", "parley.realtime.message-burst=100000" })
class TokenLifeTests {

	private static final Duration SHORT = Duration.ofSeconds(4);

	@LocalServerPort
	private int port;

	@Autowired
	private Cast cast;

	@Test
	void tokenExpiryIsAnnouncedAndThenClosesAnIdleConnection() {
		try (TestClient mia = TestClient.connect(this.port, this.cast.token("mia", SHORT))) {
			Instant end = Instant.parse(mia.await("token_expiring").at("/data/expiresAt").asString());
			assertThat(mia.closeCode()).isEqualTo(4401);
			assertThat(Instant.now()).isAfterOrEqualTo(end.minusMillis(1));
		}
	}

	/**
	 * Judged by the server's timestamps, while another client keeps sending.
	 */
	@Test
	void nothingIsDeliveredAfterExpiry() {
		String engagement = this.cast.engagement();
		try (TestClient gil = TestClient.connect(this.port, this.cast.token("gil", SHORT));
				TestClient mia = TestClient.connect(this.port, this.cast.token("mia"))) {
			Instant end = Instant.parse(gil.await("token_expiring").at("/data/expiresAt").asString());
			Talk.until(end.plusSeconds(2), mia, engagement);
			assertThat(gil.closeCode()).isEqualTo(4401);
			assertThat(gil.received("chat_message")).isNotEmpty();
			assertThat(Talk.heardAfter(end, gil)).isLessThan(Duration.ofSeconds(1));
		}
	}

	@Test
	void aNewTokenInTimeKeepsTheConnectionOpen() {
		try (TestClient mia = TestClient.connect(this.port, this.cast.token("mia", SHORT))) {
			Instant end = Instant.parse(mia.await("token_expiring").at("/data/expiresAt").asString());
			mia.acked(mia.send("authenticate", Map.of("token", this.cast.token("mia"))));
			Awaitility.await().atMost(TestClient.PATIENCE).until(() -> Instant.now().isAfter(end.plusSeconds(1)));
			assertThat(mia.answer(mia.send("ping", Map.of())).get("type").asString()).isEqualTo("pong");
		}
	}

}
