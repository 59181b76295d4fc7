package dev.parley.lab.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import dev.parley.measure.Amounts;

/** Waits for a server that is still starting. */
public final class Reachability {

	private static final int ATTEMPT_MILLIS = 2_000;

	private static final long PAUSE_NANOS = 200_000_000;

	private Reachability() {
	}

	/**
	 * Returns once something takes connections there, or throws {@link Unreachable} after
	 * that long.
	 */
	public static void await(Endpoint endpoint, Duration patience) {
		InetSocketAddress address = endpoint.address();
		long deadline = System.nanoTime() + patience.toNanos();
		int attempts = 0;
		while (true) {
			attempts++;
			try (Socket socket = new Socket()) {
				socket.connect(address, ATTEMPT_MILLIS);
				return;
			}
			catch (IOException ex) {
				if (System.nanoTime() >= deadline || Thread.currentThread().isInterrupted()) {
					throw new Unreachable(endpoint + " cannot be reached: "
							+ (address.isUnresolved() ? "the name is unknown" : ex.getMessage()) + " (" + attempts
							+ ((attempts == 1) ? " attempt" : " attempts in " + Amounts.time(patience))
							+ "). Is the server running, and on this port? --wait 30s waits for it.", ex);
				}
			}
			LockSupport.parkNanos(PAUSE_NANOS);
		}
	}

}
