package dev.parley.realtime;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.parley.protocol.CloseCode;

import static dev.parley.realtime.TestConnections.GLOBEX;
import static dev.parley.realtime.TestConnections.answer;
import static dev.parley.realtime.TestConnections.chat;
import static dev.parley.realtime.TestConnections.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Tag("slow")
class SlowConnectionTests {

	private final TestConnections connections = new TestConnections(Map.of("outbox-limit", "16KB"));

	private final FakeTransport slow = new FakeTransport().stall();

	@AfterEach
	void stop() {
		this.connections.close();
	}

	@Test
	void demotesASlowConnectionWhileOtherConnectionsGetEverything() {
		connectSlow();
		FakeTransport fast = this.connections.connect(client("gwen", "globex"));
		for (int seq = 1; seq <= 100; seq++) {
			this.connections.manager.broadcast(GLOBEX, chat("globex-firewall", seq, 1000));
		}
		await().until(() -> fast.received().size() == 100);
		this.slow.flow();
		await().until(() -> this.slow.received().stream().anyMatch((json) -> json.contains("\"type\":\"lag\"")));
		assertThat(this.slow.received()).singleElement().asString().contains("\"engagements\":{\"globex-firewall\":0}");
		assertThat(this.connections.statistics.losses().demoted()).isOne();
		assertThat(this.connections.manager.counts((caller) -> true).outboxBytes()).isZero();
	}

	@Test
	void dropsAConnectionWhoseWriteIsStuck() {
		Connection connection = connectSlow();
		await().until(() -> {
			this.connections.manager.heard(connection);
			this.connections.turn(Duration.ofSeconds(1).plus(TimerWheel.TICK));
			return this.slow.isAborted();
		});
		assertThat(connection.isOpen()).isFalse();
		assertThat(this.connections.manager.count()).isZero();
		assertThat(this.connections.statistics.losses().closed()).containsEntry(CloseCode.WRITE_STUCK, 1L);
	}

	@Test
	void keepsASlowConnectionThatMakesProgress() {
		Connection connection = connectSlow();
		for (int second = 0; second < 25; second++) {
			connection.send(answer("tick " + second));
			await().until(() -> this.connections.manager.counts((caller) -> true).outboxBytes() > 0);
			this.connections.manager.heard(connection);
			this.connections.turn(Duration.ofSeconds(1).plus(TimerWheel.TICK));
			int writes = this.slow.writes();
			this.slow.step();
			await().until(() -> this.slow.writes() > writes);
		}
		assertThat(connection.isOpen()).isTrue();
		assertThat(this.slow.isAborted()).isFalse();
	}

	@Test
	void abortsACloseThatThePeerDoesNotAnswer() {
		FakeTransport gone = new FakeTransport();
		Connection connection = this.connections.manager.connect(client("gil", "globex"), gone, false);
		connection.close(CloseCode.KICKED);
		await().until(() -> gone.closed() == CloseCode.KICKED);
		await().until(() -> {
			this.connections.turn(Duration.ofSeconds(1).plus(TimerWheel.TICK));
			return gone.isAborted();
		});
	}

	@Test
	void dropsAClientThatAsksAndDoesNotRead() {
		Connection connection = connectSlow();
		for (int i = 0; i < 50; i++) {
			connection.send(answer("x".repeat(1000)));
		}
		await().until(this.slow::isAborted);
		assertThat(connection.isOpen()).isFalse();
	}

	@Test
	void keepsEverythingForAConnectionThatReads() {
		FakeTransport fast = this.connections.connect(client("gwen", "globex"));
		await().until(() -> !fast.messages().isEmpty());
		for (int seq = 1; seq <= 2000; seq++) {
			this.connections.manager.broadcast(GLOBEX, chat("globex-firewall", seq, 2000));
		}
		await().until(() -> fast.received().size() == 2000);
		assertThat(this.connections.statistics.losses().demoted()).isZero();
	}

	private Connection connectSlow() {
		Connection connection = this.connections.manager.connect(client("gil", "globex"), this.slow, false);
		await().until(() -> !this.slow.messages().isEmpty());
		return connection;
	}

}
