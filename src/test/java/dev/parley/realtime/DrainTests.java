package dev.parley.realtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;

import dev.parley.protocol.CloseCode;

import static dev.parley.realtime.TestConnections.answer;
import static dev.parley.realtime.TestConnections.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class DrainTests {

	private final TestConnections connections = new TestConnections(
			Map.of("connections-per-user", "1000", "write-stuck", "60s"));

	private final List<Object> events = new ArrayList<>();

	private final AtomicInteger done = new AtomicInteger();

	private final Drain drain = new Drain(this.connections.manager, this.connections.wheel,
			this.connections.time.source(), TestConnections.properties(Map.of()), this.events::add);

	@BeforeEach
	void start() {
		this.drain.start();
	}

	@AfterEach
	void stop() {
		this.connections.close();
	}

	@Test
	void isNotReadyAndRefusesConnections() {
		this.drain.stop(this.done::incrementAndGet);
		assertThat(this.events).singleElement()
			.extracting((event) -> ((AvailabilityChangeEvent<?>) event).getState())
			.isEqualTo(ReadinessState.REFUSING_TRAFFIC);
		assertThat(this.connections.manager.isAccepting()).isFalse();
		assertThat(this.done).hasValue(1);
		FakeTransport late = this.connections.connect(client("gil", "globex"));
		await().until(() -> late.closed() == CloseCode.RESTART);
	}

	@Test
	void writesWhatWaitsThenSaysByeThenCloses() {
		FakeTransport gil = new FakeTransport().stall();
		Connection connection = this.connections.manager.connect(client("gil", "globex"), gil, false);
		connection.send(answer("last words"));
		this.drain.stop(this.done::incrementAndGet);
		turnUntil(5);
		assertThat(this.done).hasValue(0);
		gil.flow();
		await().until(() -> gil.closed() == CloseCode.RESTART);
		assertThat(gil.received()).first().isEqualTo("last words");
		assertThat(gil.received()).last()
			.asString()
			.contains("\"type\":\"bye\"", "\"reason\":\"shutdown\"", "\"reconnectAfterMs\":");
		turnUntil(1);
		assertThat(this.done).hasValue(1);
	}

	@Test
	void closesInBatchesAndSpreadsTheReturn() {
		List<FakeTransport> transports = new ArrayList<>();
		for (int i = 0; i < 500; i++) {
			transports.add(this.connections.connect(client("gil", "globex")));
		}
		this.drain.stop(this.done::incrementAndGet);
		assertThat(this.connections.manager.count()).isEqualTo(450);
		turnUntil(4);
		assertThat(this.connections.manager.count()).isEqualTo(250);
		turnUntil(6);
		assertThat(this.connections.manager.count()).isZero();
		await().until(() -> transports.stream().allMatch((transport) -> transport.closed() == CloseCode.RESTART));
		turnUntil(1);
		assertThat(this.done).hasValue(1);
		assertThat(transports.stream().map((transport) -> transport.received().getLast()).distinct().count())
			.isGreaterThan(200);
	}

	@Test
	void doesNotWaitForEverForAClientThatDoesNotRead() {
		this.connections.manager.connect(client("gil", "globex"), new FakeTransport().stall(), false);
		this.drain.stop(this.done::incrementAndGet);
		turnUntil(160);
		assertThat(this.done).hasValue(0);
		turnUntil(10);
		assertThat(this.done).hasValue(1);
	}

	@Test
	void stopsOnce() {
		this.drain.stop(this.done::incrementAndGet);
		this.drain.stop(this.done::incrementAndGet);
		assertThat(this.done).hasValue(2);
		assertThat(this.events).hasSize(1);
		assertThat(this.drain.isRunning()).isFalse();
	}

	/** Lets so many steps of the drain pass. */
	private void turnUntil(int steps) {
		for (int i = 0; i < steps; i++) {
			this.connections.turn(Duration.ofMillis(120));
		}
	}

}
