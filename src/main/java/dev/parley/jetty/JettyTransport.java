package dev.parley.jetty;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import dev.parley.protocol.CloseCode;
import dev.parley.realtime.FrameHeader;
import dev.parley.realtime.Transport;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.OutgoingEntry;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.jspecify.annotations.Nullable;

import org.springframework.web.socket.WebSocketSession;

/**
 * Writes many frames at once and without encoding them again: straight to the socket
 * where it is plain TCP, otherwise (over TLS) through Jetty's own frame flusher. Either
 * way they stay in order with Jetty's pongs and its close. Leans on how the flusher of
 * Jetty 12.1 treats a frame; the contract test would show a change.
 */
public final class JettyTransport implements Transport, BooleanSupplier {

	private final WebSocketCoreSession session;

	private final @Nullable SharedEndPoint direct;

	/** Whether Jetty refused a write because its own close frame stands before it. */
	private volatile boolean closedByJetty;

	private JettyTransport(WebSocketCoreSession session) {
		this.session = session;
		this.direct = (session.getConnection().getEndPoint() instanceof SharedEndPoint shared) ? shared : null;
	}

	/**
	 * The transport of a session that Jetty carries; empty for one of another container.
	 */
	public static Optional<Transport> of(WebSocketSession session) {
		return (session instanceof JettySession jetty && jetty.core() instanceof WebSocketCoreSession core)
				? Optional.of(new JettyTransport(core)) : Optional.empty();
	}

	@Override
	public void write(ByteBuffer frames, Completion completion) {
		if (this.direct != null) {
			this.direct.send(frames, this, completion);
		}
		else {
			enqueue(frames, completion);
		}
	}

	private void enqueue(ByteBuffer frames, Completion completion) {
		try {
			Bundle bundle = new Bundle(frames);
			this.session.getConnection()
				.enqueueFrame(new OutgoingEntry.Builder(bundle, new Told(completion)).batch(false).build());
		}
		catch (RuntimeException ex) {
			completion.failed(ex);
		}
	}

	@Override
	public void ping() {
		this.session.sendFrame(new OutgoingEntry.Builder(new Frame(OpCode.PING), Callback.NOOP).build());
	}

	@Override
	public void close(CloseCode code) {
		this.session.close(code.code(), code.reason(), Callback.NOOP);
	}

	/**
	 * What Jetty closes, because of what the client sent, gets to see why: the close
	 * frame may still be on its way. Jetty ends such a connection by itself.
	 */
	@Override
	public void abort() {
		if (!this.closedByJetty) {
			this.session.abort();
		}
	}

	/** Whether Jetty has not begun to close. */
	@Override
	public boolean getAsBoolean() {
		boolean open = this.session.isOutputOpen();
		this.closedByJetty = !open;
		return open;
	}

	/**
	 * Several frames that Jetty takes for one: it writes the header of the first, by its
	 * length, and then the payload, which is that of the first and all frames that
	 * follow, as they are.
	 */
	private static final class Bundle extends Frame {

		private final int firstLength;

		Bundle(ByteBuffer frames) {
			super(OpCode.TEXT);
			this.firstLength = FrameHeader.skip(frames);
			setPayload(frames);
		}

		@Override
		public int getPayloadLength() {
			return this.firstLength;
		}

	}

	private final class Told implements Callback {

		private final Completion completion;

		Told(Completion completion) {
			this.completion = completion;
		}

		@Override
		public void succeeded() {
			this.completion.written();
		}

		@Override
		public void failed(Throwable cause) {
			getAsBoolean();
			this.completion.failed(cause);
		}

		@Override
		public InvocationType getInvocationType() {
			return InvocationType.NON_BLOCKING;
		}

	}

}
