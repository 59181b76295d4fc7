package dev.parley.lab.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.parley.lab.FaultyServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EngineTests {

	private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

	private final Engine engine = Engine.small();

	@AfterEach
	void stop() {
		this.engine.close();
	}

	@Test
	void aMessageGoesToAServerAndBack() throws InterruptedException {
		try (FaultyServer server = FaultyServer.echo().start()) {
			Socket socket = this.engine.connect(Dial.to(Endpoint.of(server.url())), new Listener());
			assertThat(next()).isEqualTo("opened");

			socket.send("hello");

			assertThat(next()).isEqualTo("message hello");
			socket.close(1000, "");
			assertThat(next()).isEqualTo("closed by us");
		}
	}

	@Test
	void aPortWhereNothingListensIsConnectFailed() throws IOException, InterruptedException {
		int port;
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = free.getLocalPort();
		}

		this.engine.connect(Dial.to(Endpoint.of("ws://127.0.0.1:" + port)), new Listener());

		assertThat(next()).startsWith("connect failed: ").contains("refused");
	}

	@Test
	void aServerThatSaysNothingIsGivenUpAfterTheTimeout() throws IOException, InterruptedException {
		try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				Engine hasty = new Engine(
						EngineOptions.defaults().withThreads(1).withConnectTimeout(Duration.ofMillis(200)))) {
			hasty.connect(Dial.to(Endpoint.of("ws://127.0.0.1:" + silent.getLocalPort())), new Listener());

			assertThat(next()).isEqualTo("connect timed out");
		}
	}

	@Test
	void closingTheEngineEndsItsConnections() throws InterruptedException {
		try (FaultyServer server = FaultyServer.echo().start()) {
			this.engine.connect(Dial.to(Endpoint.of(server.url())), new Listener());
			assertThat(next()).isEqualTo("opened");

			this.engine.close();

			assertThat(next()).isEqualTo("connection lost");
		}
	}

	@Test
	void localAddressesAreTakenInTurn() {
		try (Engine several = new Engine(
				EngineOptions.defaults().withThreads(1).withLocalAddresses(List.of("127.0.0.2", "127.0.0.3")))) {
			assertThat(List.of(host(several), host(several), host(several))).containsExactly("127.0.0.2", "127.0.0.3",
					"127.0.0.2");
		}
		assertThat(this.engine.localAddress()).isNull();
	}

	@Test
	void hasAsManyLoopsAsThreads() {
		try (Engine three = new Engine(EngineOptions.defaults().withThreads(3))) {
			assertThat(three.loops()).hasSize(3).doesNotHaveDuplicates();
		}
		assertThatIllegalArgumentException().isThrownBy(() -> EngineOptions.defaults().withThreads(0));
	}

	@Test
	void everyOptionIsChangedAlone() {
		EngineOptions options = EngineOptions.defaults();

		assertThat(options.withInsecure(true))
			.isEqualTo(new EngineOptions(options.threads(), Duration.ofSeconds(10), List.of(), true, false));
		assertThat(options.withConnectTimeout(Duration.ofSeconds(1)).connectTimeout()).isEqualTo(Duration.ofSeconds(1));
		assertThat(options.insecure()).isFalse();
	}

	private static String host(Engine engine) {
		return engine.localAddress().getAddress().getHostAddress();
	}

	private String next() throws InterruptedException {
		String next = this.heard.poll(30, TimeUnit.SECONDS);
		assertThat(next).as("something happens").isNotNull();
		return next;
	}

	/** Records its calls. */
	private final class Listener implements SocketListener {

		@Override
		public void opened(Socket socket, OpenTimes times) {
			assertThat(times.total()).isEqualTo(times.tcp() + times.tls() + times.upgrade()).isPositive();
			EngineTests.this.heard.add("opened");
		}

		@Override
		public void message(Socket socket, Payload payload, long nanos) {
			EngineTests.this.heard.add("message " + payload.text());
		}

		@Override
		public void closed(Socket socket, Closing closing) {
			EngineTests.this.heard.add(closing.describe());
		}

	}

}
