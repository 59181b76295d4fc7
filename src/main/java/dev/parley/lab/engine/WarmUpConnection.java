package dev.parley.lab.engine;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One connection that is opened and closed without being measured. The first one of a
 * process takes a tenth of a second longer, for which the server is not to blame.
 */
public final class WarmUpConnection implements SocketListener {

	private static final AtomicBoolean DONE = new AtomicBoolean();

	private final CountDownLatch ended = new CountDownLatch(1);

	private WarmUpConnection() {
	}

	/**
	 * Connects once in the life of this process; a server that does not answer is
	 * reported by the measurement that follows.
	 */
	public static void once(Engine engine, Dial dial, Duration patience) {
		if (DONE.compareAndSet(false, true)) {
			new WarmUpConnection().run(engine, dial, patience);
		}
	}

	@Override
	public void opened(Socket socket, OpenTimes times) {
		socket.ping();
		socket.close(1000, "");
	}

	@Override
	public void message(Socket socket, Payload payload, long nanos) {
		// Nothing is measured on this connection.
	}

	@Override
	public void closed(Socket socket, Closing closing) {
		this.ended.countDown();
	}

	private void run(Engine engine, Dial dial, Duration patience) {
		Socket socket = engine.connect(dial, this);
		try {
			if (!this.ended.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
				socket.abort();
			}
		}
		catch (InterruptedException ex) {
			socket.abort();
			Thread.currentThread().interrupt();
		}
	}

}
