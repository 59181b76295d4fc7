package dev.parley.jetty;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.OutgoingEntry;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.jspecify.annotations.Nullable;

import org.springframework.web.socket.WebSocketSession;

import dev.parley.protocol.CloseCode;
import dev.parley.realtime.FrameHeader;
import dev.parley.realtime.Transport;

/**
 * Writes many encoded frames at once: directly to the socket over plain TCP, otherwise
 * (TLS) through Jetty's frame flusher. Both keep the order with Jetty's own pongs and
 * close frame. Relies on how the flusher of Jetty 12.1 treats a frame; the contract test
 * would detect a change.
 */
public final class JettyTransport implements Transport, BooleanSupplier {

	private final WebSocketCoreSession session;

	private final @Nullable SharedEndPoint direct;

	/**
	 * Whether Jetty refused a write because its own close frame comes first.
	 */
	private volatile boolean closedByJetty;

	private JettyTransport(WebSocketCoreSession session) {
		this.session = session;
		this.direct = (session.getConnection().getEndPoint() instanceof SharedEndPoint shared) ? shared : null;
	}

	/**
	 * The transport of a session that Jetty carries; empty for a session of another
	 * container.
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
	 * Jetty's own close frame may still be in flight: let the client see why it is
	 * closed. Jetty ends such a connection by itself.
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
	 * Several frames that Jetty handles as one: it writes the header of the first, by its
	 * length, and then the payload, which is that of the first frame and all following
	 * frames as they are.
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
