package dev.parley.gateway;

import java.nio.ByteBuffer;

import dev.parley.protocol.CloseCode;
import dev.parley.realtime.FrameHeader;
import dev.parley.realtime.Transport;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.OutgoingEntry;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;

/**
 * Writes through Jetty's own frame flusher, so that frames stay in order with its pongs
 * and its close, but many frames at once and without encoding them again. Leans on how
 * the flusher of Jetty 12.1 treats a frame; the contract test would show a change.
 */
final class JettyTransport implements Transport {

	private final WebSocketCoreSession session;

	/** Whether Jetty refused a write because its own close frame stands before it. */
	private volatile boolean closedByJetty;

	JettyTransport(WebSocketCoreSession session) {
		this.session = session;
	}

	@Override
	public void write(ByteBuffer frames, Completion completion) {
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
			JettyTransport.this.closedByJetty = !JettyTransport.this.session.isOutputOpen();
			this.completion.failed(cause);
		}

		@Override
		public InvocationType getInvocationType() {
			return InvocationType.NON_BLOCKING;
		}

	}

}
