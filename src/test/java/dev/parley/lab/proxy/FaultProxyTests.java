package dev.parley.lab.proxy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.parley.lab.FaultyServer;
import dev.parley.lab.client.LabClient;
import dev.parley.lab.client.LabRefused;
import dev.parley.lab.client.LabTimeout;
import dev.parley.lab.engine.Closing;
import dev.parley.lab.engine.Dial;
import dev.parley.lab.engine.Endpoint;
import dev.parley.lab.engine.Engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

@Tag("slow")
class FaultProxyTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final FaultyServer server = FaultyServer.echo().start();

	private FaultProxy proxy;

	@BeforeEach
	void start() {
		this.proxy = FaultProxy.start(Endpoint.of(this.server.url()).address(), 0, 1);
	}

	@AfterEach
	void stop() {
		this.proxy.close();
		this.server.close();
	}

	@Test
	void forwardsUnchangedWithoutFaults() {
		try (LabClient client = connect()) {
			String large = "x".repeat(60_000);
			client.send(large);

			assertThat(client.receive(PATIENCE)).isEqualTo(large);
		}
	}

	@Test
	void delaysBothDirections() {
		try (LabClient client = connect()) {
			this.proxy.faults(Faults.latency(Duration.ofMillis(60), Duration.ZERO));

			assertThat(client.ping(PATIENCE)).isGreaterThanOrEqualTo(Duration.ofMillis(119));
		}
	}

	@Test
	void keepsTheOrderWithJitter() {
		try (LabClient client = connect()) {
			this.proxy.faults(Faults.latency(Duration.ofMillis(20), Duration.ofMillis(20)));
			for (int i = 0; i < 50; i++) {
				client.send(String.valueOf(i));
			}
			for (int i = 0; i < 50; i++) {
				assertThat(client.receive(PATIENCE)).isEqualTo(String.valueOf(i));
			}
		}
	}

	@Test
	void limitsTheBandwidth() {
		try (LabClient client = connect()) {
			this.proxy.faults(Faults.bandwidth(100_000));
			long start = System.nanoTime();
			client.send("x".repeat(20_000));
			client.receive(PATIENCE);

			assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(380));
		}
	}

	@Test
	void cutsConnectionsAndRefusesNewOnes() {
		try (LabClient client = connect()) {
			this.proxy.cut(1);

			assertThat(client.awaitClosing(PATIENCE)).isInstanceOf(Closing.Broken.class);
		}
		this.proxy.faults(Faults.refuse());
		assertThatExceptionOfType(LabRefused.class).isThrownBy(this::connect);
	}

	@Test
	void resetsConnections() {
		try (LabClient client = connect()) {
			this.proxy.reset(1);

			assertThat(client.awaitClosing(PATIENCE).kind()).isEqualTo("connection lost");
		}
	}

	@Test
	void blocksAHalfOpenConnectionWithoutClosingIt() {
		try (LabClient client = connect()) {
			this.proxy.halfOpen(1);

			assertThatExceptionOfType(LabTimeout.class).isThrownBy(() -> client.ping(Duration.ofMillis(300)));
			assertThat(client.isOpen()).isTrue();
		}
	}

	@Test
	void rejectsImpossibleFaults() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Faults.latency(Duration.ofMillis(1), Duration.ofMillis(2)));
		assertThatIllegalArgumentException().isThrownBy(() -> Faults.bandwidth(-1));
	}

	@Test
	void delaysOnlyBytesSentAfterTheFaultBegan() {
		try (LabClient client = connect()) {
			this.proxy.faults(Faults.latency(Duration.ofMillis(100), Duration.ZERO));
			client.ping(PATIENCE);
			this.proxy.faults(Faults.NONE);
			client.ping(PATIENCE);

			client.send("fast again");
			assertThat(client.receive(PATIENCE)).isEqualTo("fast again");
		}
	}

	@Test
	void limitsEachDirectionSeparately() {
		try (LabClient client = connect()) {
			this.proxy.faults(Faults.bandwidth(200_000));
			long start = System.nanoTime();
			for (int i = 0; i < 10; i++) {
				client.send("x".repeat(4_000));
			}
			for (int i = 0; i < 10; i++) {
				assertThat(client.receive(PATIENCE)).hasSize(4_000);
			}

			assertThat(Duration.ofNanos(System.nanoTime() - start)).as("40 KB at 200 KB/s, twice in a pipeline")
				.isGreaterThanOrEqualTo(Duration.ofMillis(190));
		}
	}

	@Test
	void forwardsMoreThanItHoldsBack() {
		try (LabClient client = connect()) {
			this.proxy.faults(Faults.latency(Duration.ofMillis(30), Duration.ZERO));
			for (int i = 0; i < 60; i++) {
				client.send("y".repeat(50_000));
			}
			for (int i = 0; i < 60; i++) {
				assertThat(client.receive(PATIENCE)).hasSize(50_000);
			}
		}
	}

	@Test
	void stallsAReaderForAWhile() {
		try (LabClient client = connect()) {
			client.ping(PATIENCE);
			Duration stall = Duration.ofMillis(400);
			long start = System.nanoTime();
			assertThat(this.proxy.stall(1, stall)).isEqualTo(1);

			client.send("after the stall");
			assertThat(client.receive(PATIENCE)).isEqualTo("after the stall");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(stall.minusMillis(5));
		}
	}

	@Test
	void hidesTheCloseOfAHalfOpenConnection() {
		try (LabClient client = connect(); LabClient witness = connect()) {
			client.ping(PATIENCE);
			this.proxy.halfOpen(1);
			this.server.dropAll();

			assertThatExceptionOfType(LabTimeout.class).isThrownBy(() -> witness.awaitClosing(Duration.ofMillis(300)));
			assertThat(client.isOpen()).isTrue();
		}
	}

	@Test
	void delaysTheCloseOfTheServer() {
		try (LabClient client = connect()) {
			client.ping(PATIENCE);
			this.proxy.faults(new Faults(Duration.ZERO, Duration.ZERO, 0, false, Duration.ofMillis(300)));
			long start = System.nanoTime();
			this.server.dropAll();

			client.awaitClosing(PATIENCE);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(295));
		}
	}

	@Test
	void forwardsTheCloseOfEachSide() {
		LabClient leaving = connect();
		leaving.ping(PATIENCE);
		leaving.abort();
		await().untilAsserted(() -> assertThat(this.server.connections()).isZero());
		try (LabClient dropped = connect()) {
			dropped.ping(PATIENCE);
			this.server.dropAll();

			assertThat(dropped.awaitClosing(PATIENCE)).isInstanceOf(Closing.Broken.class);
		}
		leaving.close();
		await().untilAsserted(() -> assertThat(this.proxy.connections()).isZero());
	}

	@Test
	void keepsExistingConnectionsWhileItRefusesNewOnes() {
		try (LabClient client = connect()) {
			client.ping(PATIENCE);
			this.proxy.faults(Faults.refuse());

			assertThatExceptionOfType(LabRefused.class).isThrownBy(this::connect);
			assertThat(client.ping(PATIENCE)).isPositive();
			this.proxy.faults(Faults.NONE);
			try (LabClient next = connect()) {
				assertThat(next.ping(PATIENCE)).isPositive();
			}
		}
	}

	@Test
	void hitsAShareOfTheConnectionsThatDependsOnTheSeed() {
		assertThat(cutHalf(1)).isEqualTo(cutHalf(1)).isBetween(3, 17);
		assertThat(List.of(cutHalf(2), cutHalf(3), cutHalf(4), cutHalf(5))).anyMatch((count) -> count != cutHalf(1));
	}

	@Test
	void hitsNoConnectionWithAShareOfZero() {
		try (LabClient client = connect()) {
			client.ping(PATIENCE);

			assertThat(this.proxy.cut(0)).isZero();
			assertThat(this.proxy.reset(0)).isZero();
			assertThat(this.proxy.halfOpen(0)).isZero();
			assertThat(client.ping(PATIENCE)).isPositive();
		}
	}

	@Test
	void closesTheClientWhenTheServerIsGone() {
		FaultyServer gone = FaultyServer.echo().start();
		Endpoint address = Endpoint.of(gone.url());
		gone.close();
		try (FaultProxy orphan = FaultProxy.start(address.address(), 0, 1)) {
			String url = "ws://127.0.0.1:" + orphan.address().getPort() + "/ws";

			assertThatExceptionOfType(LabRefused.class).isThrownBy(() -> LabClient.connect(url));
			assertThat(orphan.connections()).isZero();
		}
	}

	@Test
	void stopsListeningWhenItIsClosed() {
		this.proxy.close();

		assertThatExceptionOfType(LabRefused.class).isThrownBy(this::connect);
	}

	@ParameterizedTest
	@CsvSource({ "-1, 0, 0, 0", "0, -1, 0, 0", "0, 0, -1, 0", "0, 0, 0, -1" })
	void rejectsNegativeFaults(long latency, long jitter, long bandwidth, long slowClose) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Faults(Duration.ofMillis(latency), Duration.ofMillis(jitter), bandwidth, false,
					Duration.ofMillis(slowClose)))
			.withMessage("latency, jitter, bandwidth and slow close must not be negative");
	}

	/**
	 * How many of twenty connections a proxy with this seed cuts at a share of one half.
	 */
	private int cutHalf(long seed) {
		List<LabClient> clients = new ArrayList<>();
		try (FaultProxy seeded = FaultProxy.start(Endpoint.of(this.server.url()).address(), 0, seed);
				Engine engine = Engine.small()) {
			for (int i = 0; i < 20; i++) {
				clients.add(LabClient.connect(engine,
						Dial.to(Endpoint.of("ws://127.0.0.1:" + seeded.address().getPort() + "/ws"))));
			}
			int cut = seeded.cut(0.5);
			await().untilAsserted(() -> assertThat(seeded.connections()).isEqualTo(20 - cut));
			return cut;
		}
	}

	private LabClient connect() {
		return LabClient.connect("ws://127.0.0.1:" + this.proxy.address().getPort() + "/ws");
	}

}
