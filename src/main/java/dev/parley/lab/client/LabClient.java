package dev.parley.lab.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.parley.lab.engine.Closing;
import dev.parley.lab.engine.Dial;
import dev.parley.lab.engine.Endpoint;
import dev.parley.lab.engine.Engine;
import dev.parley.lab.engine.OpenTimes;
import dev.parley.lab.engine.Payload;
import dev.parley.lab.engine.Socket;
import dev.parley.lab.engine.SocketListener;

/**
 * A blocking connection to any WebSocket server: <pre>{@code
 * try (LabClient client = LabClient.connect("ws://localhost:8080/echo")) {
 *     client.send("hello");
 *     assertThat(client.receive(Duration.ofSeconds(2))).isEqualTo("hello");
 * }
 * }</pre> Messages are kept until they are received, and in a log that helps to explain
 * failures.
 */
public final class LabClient implements AutoCloseable {

	/** The log drops the oldest message first. */
	private static final int LOG_SIZE = 1_000;

	private static final Duration TIMEOUT = Duration.ofSeconds(15);

	private final BlockingQueue<LabFrame> inbox = new LinkedBlockingQueue<>();

	private final List<LabFrame> log = new ArrayList<>();

	private final CompletableFuture<OpenTimes> opening = new CompletableFuture<>();

	private final CompletableFuture<Closing> closing = new CompletableFuture<>();

	private final BlockingQueue<Long> pongs = new LinkedBlockingQueue<>();

	private final @Nullable Engine ownEngine;

	private @Nullable Socket socket;

	private LabClient(@Nullable Engine ownEngine) {
		this.ownEngine = ownEngine;
	}

	/** Connects, or throws {@link LabRefused} with the server's answer. */
	public static LabClient connect(String url) {
		return connect(Dial.to(Endpoint.of(url)));
	}

	/** Connects with headers and subprotocols. */
	public static LabClient connect(Dial dial) {
		Engine engine = Engine.small();
		LabClient client = new LabClient(engine);
		return client.open(engine, dial);
	}

	/** Connects on a shared engine that the caller closes. */
	public static LabClient connect(Engine engine, Dial dial) {
		return new LabClient(null).open(engine, dial);
	}

	public void send(String text) {
		Socket open = socket();
		record(LabFrame.Direction.OUT, text, System.nanoTime());
		open.send(text);
	}

	/**
	 * Returns the next message, or throws {@link LabTimeout} if none arrives in time.
	 */
	public String receive(Duration timeout) {
		return receive(timeout, (text) -> true);
	}

	/** Returns the next message that the predicate accepts and skips the others. */
	public String receive(Duration timeout, Predicate<String> wanted) {
		long deadline = System.nanoTime() + timeout.toNanos();
		while (true) {
			LabFrame frame = poll(deadline - System.nanoTime());
			if (frame == null) {
				throw new LabTimeout(isOpen() ? "no such message within " + timeout.toMillis() + " ms"
						: "no such message before the connection ended: " + this.closing.join().describe());
			}
			if (wanted.test(frame.text())) {
				return frame.text();
			}
		}
	}

	/** Sends a ping and waits for its pong. */
	public Duration ping(Duration timeout) {
		this.pongs.clear();
		long start = System.nanoTime();
		socket().ping();
		try {
			Long at = this.pongs.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
			if (at == null) {
				throw new LabTimeout("no pong within " + timeout.toMillis() + " ms");
			}
			return Duration.ofNanos(at - start);
		}
		catch (InterruptedException ex) {
			throw interrupted(ex);
		}
	}

	public boolean isOpen() {
		return !this.closing.isDone();
	}

	/** How long each step of opening took. */
	public OpenTimes openTimes() {
		return this.opening.join();
	}

	/** Waits until the connection has ended and returns why. */
	public Closing awaitClosing(Duration timeout) {
		try {
			return this.closing.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			throw new LabTimeout("still open after " + timeout.toMillis() + " ms");
		}
		catch (InterruptedException ex) {
			throw interrupted(ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The most recent messages in both directions, in order. */
	public List<LabFrame> log() {
		synchronized (this.log) {
			return List.copyOf(this.log);
		}
	}

	/** Drops the connection without a close frame, as a lost network does. */
	public void abort() {
		socket().abort();
	}

	/** Sends a close frame and waits up to a second for the server's. */
	@Override
	public void close() {
		Socket open = this.socket;
		if (open != null && isOpen()) {
			open.close(1000, "");
			try {
				awaitClosing(Duration.ofSeconds(1));
			}
			catch (LabTimeout ex) {
				open.abort();
			}
		}
		if (this.ownEngine != null) {
			this.ownEngine.close();
		}
	}

	private LabClient open(Engine engine, Dial dial) {
		this.socket = engine.connect(dial, new Listener());
		try {
			this.opening.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
			return this;
		}
		catch (ExecutionException ex) {
			close();
			throw (ex.getCause() instanceof LabRefused refused) ? refused : new IllegalStateException(ex.getCause());
		}
		catch (TimeoutException ex) {
			close();
			throw new LabTimeout("not connected to " + dial.endpoint() + " within " + TIMEOUT.toSeconds() + " s");
		}
		catch (InterruptedException ex) {
			close();
			throw interrupted(ex);
		}
	}

	private @Nullable LabFrame poll(long nanos) {
		try {
			LabFrame frame = this.inbox.poll();
			while (frame == null && nanos > 0 && isOpen()) {
				long slice = Math.min(nanos, TimeUnit.MILLISECONDS.toNanos(50));
				frame = this.inbox.poll(slice, TimeUnit.NANOSECONDS);
				nanos -= slice;
			}
			return (frame == null) ? this.inbox.poll() : frame;
		}
		catch (InterruptedException ex) {
			throw interrupted(ex);
		}
	}

	private Socket socket() {
		Socket open = this.socket;
		if (open == null) {
			throw new IllegalStateException("the client never connected");
		}
		return open;
	}

	private LabFrame record(LabFrame.Direction direction, String text, long nanos) {
		LabFrame frame = new LabFrame(direction, text, nanos);
		synchronized (this.log) {
			if (this.log.size() == LOG_SIZE) {
				this.log.removeFirst();
			}
			this.log.add(frame);
		}
		return frame;
	}

	private static IllegalStateException interrupted(InterruptedException ex) {
		Thread.currentThread().interrupt();
		return new IllegalStateException("interrupted while waiting", ex);
	}

	/** Completes what the blocking calls wait for. */
	private final class Listener implements SocketListener {

		@Override
		public void opened(Socket opened, OpenTimes times) {
			LabClient.this.opening.complete(times);
		}

		@Override
		public void message(Socket from, Payload payload, long nanos) {
			LabClient.this.inbox.add(record(LabFrame.Direction.IN, payload.text(), nanos));
		}

		@Override
		public void pong(Socket from, long nanos) {
			LabClient.this.pongs.add(nanos);
		}

		@Override
		public void closed(Socket closed, Closing why) {
			LabClient.this.closing.complete(why);
			LabClient.this.opening.completeExceptionally(new LabRefused(why));
		}

	}

}
