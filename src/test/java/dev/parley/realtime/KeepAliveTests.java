package dev.parley.realtime;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.parley.identity.Authenticated;
import dev.parley.identity.Grant;
import dev.parley.identity.Role;
import dev.parley.protocol.CloseCode;

import static dev.parley.realtime.TestConnections.client;
import static dev.parley.realtime.TestConnections.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class KeepAliveTests {

	private static final Grant GLOBEX = new Grant(Role.CLIENT, "globex", false);

	private final TestConnections connections = new TestConnections();

	private final FakeTransport transport = new FakeTransport();

	private Connection connected;

	@AfterEach
	void stop() {
		this.connections.close();
	}

	@Test
	void pingsBetweenNineTenthsAndElevenTenthsOfTheInterval() {
		connect(client("gil", "globex"));
		turnFor(Duration.ofSeconds(22));
		assertThat(this.transport.pings()).isZero();
		turnFor(Duration.ofSeconds(6));
		await().until(() -> this.transport.pings() == 1);
	}

	@Test
	void closesAConnectionThatDoesNotAnswerThePing() {
		Connection connection = connect(client("gil", "globex"));
		turnFor(Duration.ofSeconds(39));
		await().until(() -> this.transport.closed() == CloseCode.HEARTBEAT_LOST);
		assertThat(connection.isOpen()).isFalse();
		assertThat(this.connections.statistics.losses().closed()).containsEntry(CloseCode.HEARTBEAT_LOST, 1L);
	}

	@Test
	void keepsAConnectionThatAnswers() {
		Connection connection = connect(client("gil", "globex"));
		for (int second = 0; second < 300; second++) {
			this.connections.manager.heard(connection);
			turnFor(Duration.ofSeconds(1));
		}
		assertThat(connection.isOpen()).isTrue();
		await().until(() -> this.transport.pings() > 9);
	}

	@Test
	void warnsBeforeTheTokenEndsAndClosesWhenItHas() {
		connect(until(ManualTime.START.plusSeconds(70), "gil", GLOBEX));
		turnFor(Duration.ofSeconds(9));
		assertThat(warnings()).isZero();
		turnFor(Duration.ofSeconds(2));
		await().until(() -> warnings() == 1);
		keepAlive(Duration.ofSeconds(58));
		assertThat(this.transport.closed()).isNull();
		keepAlive(Duration.ofSeconds(2));
		await().until(() -> this.transport.closed() == CloseCode.TOKEN_EXPIRED);
		assertThat(warnings()).isOne();
	}

	@Test
	void goesOnWithARenewedToken() {
		Connection connection = connect(until(ManualTime.START.plusSeconds(70), "gil", GLOBEX));
		turnFor(Duration.ofSeconds(15));
		await().until(() -> warnings() == 1);
		this.connections.manager.renew(connection, until(ManualTime.START.plusSeconds(200), "gil", GLOBEX));
		keepAlive(Duration.ofSeconds(100));
		assertThat(connection.isOpen()).isTrue();
		keepAlive(Duration.ofSeconds(60));
		await().until(() -> warnings() == 2);
		keepAlive(Duration.ofSeconds(30));
		await().until(() -> this.transport.closed() == CloseCode.TOKEN_EXPIRED);
	}

	@Test
	void keepsTheEndOfTheTokenWhenGrantsChange() {
		connect(until(ManualTime.START.plusSeconds(70), "gil", GLOBEX));
		this.connections.manager.rescope("gil", (before) -> Optional.of(client("gil", "initech").caller()));
		keepAlive(Duration.ofSeconds(72));
		await().until(() -> this.transport.closed() == CloseCode.TOKEN_EXPIRED);
	}

	@Test
	void closesAConnectionWhoseTokenHasEndedAlready() {
		connect(until(ManualTime.START.minusSeconds(1), "gil", GLOBEX));
		turnFor(Duration.ofMillis(20));
		await().until(() -> this.transport.closed() == CloseCode.TOKEN_EXPIRED);
	}

	private Connection connect(Authenticated who) {
		this.connected = this.connections.manager.connect(who, this.transport, false);
		await().until(() -> !this.transport.messages().isEmpty());
		return this.connected;
	}

	private long warnings() {
		return this.transport.received().stream().filter((json) -> json.contains("token_expiring")).count();
	}

	private void keepAlive(Duration duration) {
		for (int second = 0; second < duration.toSeconds(); second++) {
			this.connections.manager.heard(this.connected);
			turnFor(Duration.ofSeconds(1));
		}
	}

	private void turnFor(Duration duration) {
		long steps = Math.max(1, duration.toSeconds());
		for (long step = 0; step < steps; step++) {
			this.connections.turn(duration.dividedBy(steps));
		}
	}

}
