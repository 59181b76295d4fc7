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
 * One connection to any WebSocket server, in calls that wait: <pre>{@code
 * try (LabClient client = LabClient.connect("ws://localhost:8080/echo")) {
 *     client.send("hello");
 *     assertThat(client.receive(Duration.ofSeconds(2))).isEqualTo("hello");
 * }
 * }</pre> Every message is kept until it is received, and in a log for the moment
 * something fails.
 */
public final class LabClient implements AutoCloseable {

	/** Messages that the log keeps; older ones are forgotten. */
	private static final int LOG_SIZE = 1_000;

	private static final Duration PATIENCE = Duration.ofSeconds(15);

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

	/** Connects, or says in an exception what the server answered. */
	public static LabClient connect(String url) {
		return connect(Dial.to(Endpoint.of(url)));
	}

	/** Connects with headers and sub-protocols. */
	public static LabClient connect(Dial dial) {
		Engine engine = Engine.small();
		LabClient client = new LabClient(engine);
		return client.open(engine, dial);
	}

	/** Connects on an engine that many clients share and that the caller closes. */
	public static LabClient connect(Engine engine, Dial dial) {
		return new LabClient(null).open(engine, dial);
	}

	public void send(String text) {
		Socket open = socket();
		record(LabFrame.Direction.OUT, text, System.nanoTime());
		open.send(text);
	}

	/**
	 * The next message that was not received yet; {@link LabTimeout} if none comes in
	 * time.
	 */
	public String receive(Duration patience) {
		return receive(patience, (text) -> true);
	}

	/** The next message that the predicate accepts; those before it are passed over. */
	public String receive(Duration patience, Predicate<String> wanted) {
		long deadline = System.nanoTime() + patience.toNanos();
		while (true) {
			LabFrame frame = poll(deadline - System.nanoTime());
			if (frame == null) {
				throw new LabTimeout(isOpen() ? "no such message within " + patience.toMillis() + " ms"
						: "no such message before the end: " + this.closing.join().describe());
			}
			if (wanted.test(frame.text())) {
				return frame.text();
			}
		}
	}

	/** Sends a ping and waits for its pong. */
	public Duration ping(Duration patience) {
		this.pongs.clear();
		long start = System.nanoTime();
		socket().ping();
		try {
			Long at = this.pongs.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
			if (at == null) {
				throw new LabTimeout("no pong within " + patience.toMillis() + " ms");
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

	/** Waits for the end and tells its reason. */
	public Closing awaitClosing(Duration patience) {
		try {
			return this.closing.get(patience.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			throw new LabTimeout("still open after " + patience.toMillis() + " ms");
		}
		catch (InterruptedException ex) {
			throw interrupted(ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** What was sent and received lately, in order. */
	public List<LabFrame> log() {
		synchronized (this.log) {
			return List.copyOf(this.log);
		}
	}

	/** Drops the connection as a lost network does. */
	public void abort() {
		socket().abort();
	}

	/** Says goodbye and waits shortly for the server's. */
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
			this.opening.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
			return this;
		}
		catch (ExecutionException ex) {
			close();
			throw (ex.getCause() instanceof LabRefused refused) ? refused : new IllegalStateException(ex.getCause());
		}
		catch (TimeoutException ex) {
			close();
			throw new LabTimeout("not connected to " + dial.endpoint() + " within " + PATIENCE.toSeconds() + " s");
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
			throw new IllegalStateException("never connected");
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

	/** Turns events into what the calls wait for. */
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
