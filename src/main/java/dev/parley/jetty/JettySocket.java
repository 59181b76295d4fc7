package dev.parley.jetty;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;

import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Utf8StringBuilder;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.exception.BadPayloadException;
import org.eclipse.jetty.websocket.core.exception.CloseException;
import org.eclipse.jetty.websocket.core.exception.MessageTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;

/**
 * Assembles the frames of one connection into messages and passes them to Spring's
 * handler, one at a time. Buffers nothing between messages.
 */
final class JettySocket implements FrameHandler {

	private static final Logger log = LoggerFactory.getLogger(JettySocket.class);

	private final WebSocketHandler handler;

	private @Nullable JettySession session;

	private @Nullable Message unfinished;

	private boolean ended;

	JettySocket(WebSocketHandler handler) {
		this.handler = handler;
	}

	@Override
	public void onOpen(CoreSession core, Callback callback) {
		JettySession opened = new JettySession(core);
		this.session = opened;
		attempt(core, callback, () -> this.handler.afterConnectionEstablished(opened));
	}

	@Override
	public void onFrame(Frame frame, Callback callback) {
		JettySession open = session();
		CoreSession core = open.core();
		switch (frame.getOpCode()) {
			case OpCode.TEXT -> attempt(core, callback, () -> read(new Text(core.getMaxTextMessageSize()), frame));
			case OpCode.BINARY ->
				attempt(core, callback, () -> read(new Binary(core.getMaxBinaryMessageSize()), frame));
			case OpCode.CONTINUATION ->
				attempt(core, callback, () -> read(Objects.requireNonNull(this.unfinished), frame));
			case OpCode.PING -> answer(frame, core, callback);
			case OpCode.PONG ->
				attempt(core, callback, () -> this.handler.handleMessage(open, new PongMessage(copy(frame))));
			case OpCode.CLOSE -> attempt(callback, () -> end(CloseStatus.getCloseStatus(frame)));
			default -> callback.failed(new IllegalStateException("Unknown kind of frame: " + frame.getOpCode()));
		}
	}

	@Override
	public void onError(Throwable cause, Callback callback) {
		JettySession open = this.session;
		if (open == null) {
			callback.succeeded();
			return;
		}
		attempt(callback, () -> this.handler.handleTransportError(open, cause));
	}

	@Override
	public void onClosed(CloseStatus status, Callback callback) {
		attempt(callback, () -> end(status));
	}

	/**
	 * Notifies the handler once, at the first sign of the end.
	 */
	private void end(CloseStatus status) throws Exception {
		if (this.session != null && !this.ended) {
			this.ended = true;
			this.unfinished = null;
			this.handler.afterConnectionClosed(this.session,
					new org.springframework.web.socket.CloseStatus(status.getCode(), status.getReason()));
		}
	}

	/**
	 * No pong after a close frame.
	 */
	private static void answer(Frame ping, CoreSession core, Callback callback) {
		core.sendFrame(new Frame(OpCode.PONG, copy(ping)), Callback.from(() -> {
			callback.succeeded();
			core.demand();
		}), false);
	}

	private void read(Message message, Frame frame) throws Exception {
		this.unfinished = frame.isFin() ? null : message;
		message.append(frame.getPayload());
		if (frame.isFin()) {
			this.handler.handleMessage(session(), message.whole());
		}
	}

	private JettySession session() {
		return Objects.requireNonNull(this.session);
	}

	private static void attempt(CoreSession core, Callback callback, Attempt action) {
		if (attempt(callback, action)) {
			core.demand();
		}
	}

	/**
	 * Closes the connection with the failure's own code, or with 1011.
	 */
	private static boolean attempt(Callback callback, Attempt action) {
		try {
			action.run();
		}
		catch (CloseException ex) {
			callback.failed(ex);
			return false;
		}
		catch (Exception ex) {
			log.error("Closing a connection because its handler failed", ex);
			callback.failed(ex);
			return false;
		}
		callback.succeeded();
		return true;
	}

	private static ByteBuffer copy(Frame frame) {
		return frame.hasPayload() ? BufferUtil.copy(frame.getPayload()) : BufferUtil.EMPTY_BUFFER;
	}

	/**
	 * Collects a message of one or more frames.
	 */
	private abstract static class Message {

		private final long most;

		private long size;

		Message(long most) {
			this.most = most;
		}

		/**
		 * Adds a frame to the message.
		 * @throws CloseException if the message becomes too large or is not valid UTF-8
		 */
		void append(@Nullable ByteBuffer payload) throws IOException {
			if (payload != null && payload.hasRemaining()) {
				this.size += payload.remaining();
				if (this.size > this.most) {
					throw new MessageTooLargeException("Message larger than " + this.most + " bytes");
				}
				add(payload);
			}
		}

		abstract void add(ByteBuffer payload) throws IOException;

		abstract WebSocketMessage<?> whole();

	}

	private static final class Text extends Message {

		private final Utf8StringBuilder text = new Utf8StringBuilder();

		Text(long most) {
			super(most);
		}

		@Override
		void add(ByteBuffer payload) {
			this.text.append(payload);
			if (this.text.hasCodingErrors()) {
				throw new BadPayloadException.InvalidUtf8();
			}
		}

		@Override
		TextMessage whole() {
			return new TextMessage(this.text.takeCompleteString(BadPayloadException.InvalidUtf8::new));
		}

	}

	private static final class Binary extends Message {

		private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

		Binary(long most) {
			super(most);
		}

		@Override
		void add(ByteBuffer payload) throws IOException {
			BufferUtil.writeTo(payload, this.bytes);
		}

		@Override
		BinaryMessage whole() {
			return new BinaryMessage(this.bytes.toByteArray());
		}

	}

	@FunctionalInterface
	private interface Attempt {

		void run() throws Exception;

	}

}
