package dev.parley.lab.proxy;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.parley.lab.FaultyServer;
import dev.parley.lab.client.LabClient;
import dev.parley.lab.client.LabRefused;
import dev.parley.lab.client.LabTimeout;
import dev.parley.lab.engine.Closing;
import dev.parley.lab.engine.Endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
	void withoutFaultsEverythingPassesUnchanged() {
		try (LabClient client = connect()) {
			String large = "x".repeat(60_000);
			client.send(large);

			assertThat(client.receive(PATIENCE)).isEqualTo(large);
		}
	}

	@Test
	void latencyIsAddedInBothDirections() {
		try (LabClient client = connect()) {
			this.proxy.faults(Faults.latency(Duration.ofMillis(60), Duration.ZERO));

			assertThat(client.ping(PATIENCE)).isGreaterThanOrEqualTo(Duration.ofMillis(119));
		}
	}

	@Test
	void jitterKeepsTheOrder() {
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
	void aSlowLineTakesItsTime() {
		try (LabClient client = connect()) {
			this.proxy.faults(Faults.bandwidth(100_000));
			long start = System.nanoTime();
			client.send("x".repeat(20_000));
			client.receive(PATIENCE);

			assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(380));
		}
	}

	@Test
	void aCutEndsConnectionsAndARefusalKeepsThemOut() {
		try (LabClient client = connect()) {
			this.proxy.cut(1);

			assertThat(client.awaitClosing(PATIENCE)).isInstanceOf(Closing.Broken.class);
		}
		this.proxy.faults(Faults.refuse());
		assertThatExceptionOfType(LabRefused.class).isThrownBy(this::connect);
	}

	@Test
	void aResetIsSeenAsOne() {
		try (LabClient client = connect()) {
			this.proxy.reset(1);

			assertThat(client.awaitClosing(PATIENCE).kind()).isEqualTo("connection lost");
		}
	}

	@Test
	void aHalfOpenConnectionStaysButNothingComes() {
		try (LabClient client = connect()) {
			this.proxy.halfOpen(1);

			assertThatExceptionOfType(LabTimeout.class).isThrownBy(() -> client.ping(Duration.ofMillis(300)));
			assertThat(client.isOpen()).isTrue();
		}
	}

	@Test
	void impossibleFaultsAreRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Faults.latency(Duration.ofMillis(1), Duration.ofMillis(2)));
		assertThatIllegalArgumentException().isThrownBy(() -> Faults.bandwidth(-1));
	}

	private LabClient connect() {
		return LabClient.connect("ws://127.0.0.1:" + this.proxy.address().getPort() + "/ws");
	}

}
