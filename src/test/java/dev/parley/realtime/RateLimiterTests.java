package dev.parley.realtime;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.parley.realtime.TestConnections.client;
import static org.assertj.core.api.Assertions.assertThat;

class RateLimiterTests {

	private final TestConnections connections = new TestConnections();

	private final RateLimiter limits = new RateLimiter(TestConnections.properties(java.util.Map.of()),
			this.connections.time.source());

	@AfterEach
	void stop() {
		this.connections.close();
	}

	@Test
	void admitsABurstAndThenTheSteadyRate() {
		Connection gil = connect("gil");
		assertThat(admitted(gil, 100)).isEqualTo(40);
		this.connections.time.turn(Duration.ofSeconds(1));
		assertThat(admitted(gil, 100)).isEqualTo(20);
		this.connections.time.turn(Duration.ofMinutes(1));
		assertThat(admitted(gil, 100)).isEqualTo(40);
	}

	@Test
	void saysWhenToTryAgain() {
		Connection gil = connect("gil");
		admitted(gil, 40);
		RateLimitResult refused = this.limits.frame(gil);
		assertThat(refused.allowed()).isFalse();
		assertThat(refused.abusive()).isFalse();
		assertThat(refused.retryAfter()).isBetween(Duration.ofMillis(50), Duration.ofMillis(52));
		this.connections.time.turn(refused.retryAfter());
		assertThat(this.limits.frame(gil).allowed()).isTrue();
	}

	@Test
	void countsAUserOverAllConnections() {
		Connection first = connect("gil");
		Connection second = connect("gil");
		Connection other = connect("gwen");
		assertThat(admitted(first, 30)).isEqualTo(30);
		assertThat(admitted(second, 30)).isEqualTo(10);
		assertThat(admitted(other, 30)).isEqualTo(30);
	}

	@Test
	void callsAClientAbusiveThatIgnoresRefusals() {
		Connection gil = connect("gil");
		admitted(gil, 40);
		for (int i = 0; i < 40; i++) {
			assertThat(this.limits.frame(gil).abusive()).isFalse();
		}
		assertThat(this.limits.frame(gil).abusive()).isTrue();
	}

	@Test
	void toleratesOccasionalRefusals() {
		Connection gil = connect("gil");
		for (int minute = 0; minute < 60; minute++) {
			for (int i = 0; i < 60; i++) {
				assertThat(this.limits.frame(gil).abusive()).isFalse();
			}
			this.connections.time.turn(Duration.ofMinutes(1));
		}
	}

	@Test
	void limitsHandshakesPerAddress() {
		assertThat(handshakes("10.0.0.1", 2000)).isEqualTo(1000);
		assertThat(handshakes("10.0.0.2", 10)).isEqualTo(10);
		this.connections.time.turn(Duration.ofSeconds(1));
		assertThat(handshakes("10.0.0.1", 2000)).isEqualTo(100);
	}

	@Test
	void refusesAnAddressWithManyFailedHandshakes() {
		for (int i = 0; i < 60; i++) {
			this.limits.failedHandshake("10.0.0.1");
		}
		RateLimitResult refused = this.limits.handshake("10.0.0.1");
		assertThat(refused.allowed()).isFalse();
		assertThat(refused.retryAfter()).isPositive();
		assertThat(this.limits.handshake("10.0.0.2").allowed()).isTrue();
		this.connections.time.turn(Duration.ofSeconds(1));
		assertThat(this.limits.handshake("10.0.0.1").allowed()).isTrue();
	}

	private Connection connect(String user) {
		return this.connections.manager.connect(client(user, "globex"), new FakeTransport(), false);
	}

	private int admitted(Connection connection, int frames) {
		int admitted = 0;
		for (int i = 0; i < frames; i++) {
			admitted += this.limits.frame(connection).allowed() ? 1 : 0;
		}
		return admitted;
	}

	private int handshakes(String address, int tried) {
		int admitted = 0;
		for (int i = 0; i < tried; i++) {
			admitted += this.limits.handshake(address).allowed() ? 1 : 0;
		}
		return admitted;
	}

}
