package dev.parley.lab.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import dev.parley.lab.engine.Endpoint;
import dev.parley.lab.engine.Reachability;

/** A server that the lab starts itself so that it can kill it. */
final class ServerProcess implements AutoCloseable {

	private static final int STOP_SECONDS = 15;

	private final String command;

	private final Endpoint endpoint;

	private final Duration patience;

	private final Path log;

	private @Nullable Process process;

	ServerProcess(String command, Endpoint endpoint, Duration patience, Path log) {
		this.command = command;
		this.endpoint = endpoint;
		this.patience = patience;
		this.log = log;
	}

	/** Starts it and waits until it accepts connections. */
	void start() {
		try {
			// exec: the process to kill is the server, not the shell around it.
			this.process = new ProcessBuilder("sh", "-c", "exec " + this.command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(this.log.toFile()))
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("'" + this.command + "' could not be started", ex);
		}
		Reachability.await(this.endpoint, this.patience);
	}

	/** Kills it with signal 9, so that nothing more is written. */
	void kill() {
		Process running = this.process;
		if (running != null) {
			running.destroyForcibly();
			await(running);
		}
	}

	@Override
	public void close() {
		Process running = this.process;
		if (running != null) {
			running.destroy();
			if (!await(running)) {
				running.destroyForcibly();
			}
		}
	}

	private static boolean await(Process running) {
		try {
			return running.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
