package dev.parley.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;

import dev.parley.protocol.CloseCode;
import dev.parley.realtime.FrameHeader;
import dev.parley.realtime.Transport;

/**
 * Writes through Spring's session, message by message, in any container. The session may
 * block, so every call runs on the executor, never on the shard's thread.
 */
final class SpringTransport implements Transport {

	private static final Logger log = LoggerFactory.getLogger(SpringTransport.class);

	private final WebSocketSession session;

	private final Executor executor;

	/**
	 * The session accepts one message at a time.
	 */
	private final ReentrantLock sending = new ReentrantLock();

	/**
	 * The latest write, for an abort.
	 */
	private volatile @Nullable Once started;

	SpringTransport(WebSocketSession session, Executor executor) {
		this.session = session;
		this.executor = executor;
	}

	@Override
	public void write(ByteBuffer frames, Completion completion) {
		Once once = new Once(completion);
		this.started = once;
		this.executor.execute(() -> {
			try {
				send(frames);
			}
			catch (IOException | RuntimeException ex) {
				once.failed(ex);
				return;
			}
			once.written();
		});
	}

	@Override
	public void ping() {
		this.executor.execute(() -> attempt("Ping", () -> inTurn(() -> this.session.sendMessage(new PingMessage()))));
	}

	@Override
	public void close(CloseCode code) {
		this.executor.execute(() -> attempt("Close",
				() -> inTurn(() -> this.session.close(new CloseStatus(code.code(), code.reason())))));
	}

	@Override
	public void abort() {
		Once pending = this.started;
		if (pending != null) {
			pending.failed(new IOException("Aborted"));
		}
		this.executor.execute(() -> attempt("Abort", this::disconnect));
	}

	/**
	 * Closes the TCP connection without waiting for the stuck write where the container
	 * allows it; elsewhere the container closes it at its own timeout.
	 */
	private void disconnect() throws IOException {
		Session jetty = (this.session instanceof NativeWebSocketSession carried)
				? carried.getNativeSession(Session.class) : null;
		if (jetty != null) {
			jetty.disconnect();
		}
		else {
			this.session.close(CloseStatus.SESSION_NOT_RELIABLE);
		}
	}

	private void send(ByteBuffer frames) throws IOException {
		while (frames.hasRemaining()) {
			byte[] payload = new byte[FrameHeader.skip(frames)];
			frames.get(payload);
			TextMessage message = new TextMessage(new String(payload, StandardCharsets.UTF_8));
			inTurn(() -> this.session.sendMessage(message));
		}
	}

	private void inTurn(Sending action) throws IOException {
		this.sending.lock();
		try {
			action.run();
		}
		finally {
			this.sending.unlock();
		}
	}

	/**
	 * If even the close fails, the reading side notices the end.
	 */
	private void attempt(String what, Sending action) {
		try {
			action.run();
		}
		catch (IOException | RuntimeException ex) {
			log.debug("{} of session {} failed: {}", what, this.session.getId(), ex.toString());
		}
	}

	/**
	 * Reports the first outcome: that of the session or of the abort.
	 */
	private static final class Once {

		private final Completion completion;

		private final AtomicBoolean told = new AtomicBoolean();

		Once(Completion completion) {
			this.completion = completion;
		}

		void written() {
			if (this.told.compareAndSet(false, true)) {
				this.completion.written();
			}
		}

		void failed(Throwable cause) {
			if (this.told.compareAndSet(false, true)) {
				this.completion.failed(cause);
			}
		}

	}

	@FunctionalInterface
	private interface Sending {

		void run() throws IOException;

	}

}
