package dev.parley.lab.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ReachabilityTests {

	@Test
	void aServerThatListensIsReachedAtOnce() throws IOException {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertThatCode(() -> Reachability.await(endpoint(server.getLocalPort()), Duration.ZERO))
				.doesNotThrowAnyException();
		}
	}

	@Test
	void anAbsentServerIsUnreachableAndTheMessageSaysWhatToDo() throws IOException {
		int port = freePort();

		assertThatExceptionOfType(Unreachable.class).isThrownBy(() -> Reachability.await(endpoint(port), Duration.ZERO))
			.withMessageStartingWith(
					"ws://127.0.0.1:" + port + "/ws cannot be reached: Connection refused (1 attempt).")
			.withMessageEndingWith("--wait 30s waits for it.")
			.withCauseInstanceOf(IOException.class);
	}

	@Test
	void anUnknownNameIsNamedAsSuch() {
		assertThatExceptionOfType(Unreachable.class)
			.isThrownBy(() -> Reachability.await(Endpoint.of("ws://no-such-host.invalid:1/"), Duration.ZERO))
			.withMessageContaining("the name is unknown");
	}

	@Test
	void aServerThatStartsLaterIsWaitedFor() throws Exception {
		int port = freePort();
		CompletableFuture<Void> waiting = CompletableFuture
			.runAsync(() -> Reachability.await(endpoint(port), Duration.ofSeconds(60)));

		assertThat(waiting).isNotDone();
		try (ServerSocket server = new ServerSocket()) {
			server.bind(new InetSocketAddress("127.0.0.1", port));
			assertThatCode(() -> waiting.get(60, TimeUnit.SECONDS)).doesNotThrowAnyException();
		}
	}

	@Test
	void anInterruptionEndsTheWait() throws IOException {
		int port = freePort();
		Thread.currentThread().interrupt();

		assertThatExceptionOfType(Unreachable.class)
			.isThrownBy(() -> Reachability.await(endpoint(port), Duration.ofHours(1)));
		assertThat(Thread.interrupted()).isTrue();
	}

	private static Endpoint endpoint(int port) {
		return Endpoint.of("ws://127.0.0.1:" + port + "/ws");
	}

	private static int freePort() throws IOException {
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return free.getLocalPort();
		}
	}

}
