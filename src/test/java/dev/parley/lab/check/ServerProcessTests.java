package dev.parley.lab.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.parley.lab.engine.Endpoint;
import dev.parley.lab.engine.Unreachable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** The port is the test's own; the process only has to live and to die. */
class ServerProcessTests {

	@TempDir
	private Path folder;

	private ServerSocket port;

	@BeforeEach
	void listen() throws IOException {
		this.port = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
	}

	@AfterEach
	void stop() throws IOException {
		this.port.close();
	}

	@Test
	void killsTheServerAndNotTheShellAroundIt() throws IOException {
		try (ServerProcess server = server("sh -c 'echo $$ > " + pidFile() + "; exec sleep 600'")) {
			server.start();
			ProcessHandle process = process();
			assertThat(process.isAlive()).isTrue();

			server.kill();

			assertThat(process.isAlive()).isFalse();
		}
	}

	@Test
	void startsAgainAfterAKill() throws IOException {
		try (ServerProcess server = server("sh -c 'echo $$ > " + pidFile() + "; exec sleep 600'")) {
			server.start();
			long first = process().pid();
			server.kill();
			Files.delete(pidFile());

			server.start();

			assertThat(process().pid()).isNotEqualTo(first);
			assertThat(process().isAlive()).isTrue();
		}
	}

	@Test
	void stopsTheServerWhenTheCheckEnds() throws IOException {
		ProcessHandle process;
		try (ServerProcess server = server("sh -c 'echo $$ > " + pidFile() + "; exec sleep 600'")) {
			server.start();
			process = process();
		}

		assertThat(process.isAlive()).isFalse();
	}

	@Test
	void appendsTheOutputOfTheServerToItsLog() {
		try (ServerProcess server = server("echo started; echo failed >&2")) {
			server.start();
			await().untilAsserted(() -> assertThat(log()).content().contains("started"));
			server.start();
			await().untilAsserted(() -> assertThat(log()).content().containsSubsequence("started", "started"));
		}
	}

	@Test
	void reportsAServerThatNeverListens() throws IOException {
		Endpoint closed = Endpoint.of("ws://127.0.0.1:" + this.port.getLocalPort() + "/ws");
		this.port.close();
		try (ServerProcess server = new ServerProcess("exec sleep 600", closed, Duration.ofMillis(300), log())) {
			assertThatExceptionOfType(Unreachable.class).isThrownBy(server::start)
				.withMessageContaining("cannot be reached");
		}
	}

	private ServerProcess server(String command) {
		return new ServerProcess(command, Endpoint.of("ws://127.0.0.1:" + this.port.getLocalPort() + "/ws"),
				Duration.ofSeconds(20), log());
	}

	private ProcessHandle process() throws IOException {
		await().untilAsserted(() -> assertThat(pidFile()).exists().isNotEmptyFile());
		return ProcessHandle.of(Long.parseLong(Files.readString(pidFile()).strip())).orElseThrow();
	}

	private Path pidFile() {
		return this.folder.resolve("pid");
	}

	private Path log() {
		return this.folder.resolve("server.log");
	}

}
