package dev.parley.system.support;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

/**
 * The packaged server in its own process, which can be killed and restarted on the same
 * data.
 */
public final class ServerProcess implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private final Path data;

	private final List<String> settings;

	private final int port = freePort();

	private Process process;

	/**
	 * Creates a server with demo people without starting it.
	 * @param data the folder that outlives the process
	 */
	public ServerProcess(Path data, String... settings) {
		this.data = data;
		this.settings = List.of(settings);
	}

	/**
	 * Starts the server and waits until it is ready.
	 */
	public ServerProcess start() throws IOException {
		this.process = new ProcessBuilder(command()).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
			.start();
		Awaitility.await().atMost(PATIENCE).until(this::isReadyOrDead);
		if (!this.process.isAlive()) {
			throw new AssertionError("The server did not start:\n" + Files.readString(log()));
		}
		return this;
	}

	/**
	 * Kills the process as {@code kill -9} does.
	 */
	public void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	/**
	 * Asks the process to stop, as {@code kill} does, and returns at once.
	 */
	public void askToStop() {
		this.process.destroy();
	}

	public boolean awaitEnd() throws InterruptedException {
		return this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
	}

	public int port() {
		return this.port;
	}

	public long pid() {
		return this.process.pid();
	}

	public Path log() {
		return this.data.resolve("server.log");
	}

	public String logged() throws IOException {
		return Files.readString(log());
	}

	@Override
	public void close() throws InterruptedException {
		if (this.process != null) {
			kill();
		}
	}

	private List<String> command() {
		List<String> command = new ArrayList<>(UnpackedServer.command());
		command.addAll(List.of("--server.port=" + this.port, "--parley.data=" + this.data.resolve("data"),
				"--spring.profiles.active=demo"));
		command.addAll(this.settings);
		return command;
	}

	private boolean isReadyOrDead() {
		if (!this.process.isAlive()) {
			return true;
		}
		try {
			HttpRequest probe = HttpRequest
				.newBuilder(URI.create("http://localhost:" + this.port + "/actuator/health/readiness"))
				.build();
			return HTTP.send(probe, BodyHandlers.discarding()).statusCode() == 200;
		}
		catch (IOException _) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError("Interrupted", ex);
		}
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
