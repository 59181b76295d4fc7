package dev.parley.gateway;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;

import dev.parley.protocol.ClientMessage;
import dev.parley.protocol.CloseCode;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;
import dev.parley.realtime.Connection;
import dev.parley.realtime.Frame;
import dev.parley.realtime.RateLimitResult;

/**
 * One client's WebSocket. The container calls one method at a time; answers come from any
 * thread. Every frame with an id gets exactly one answer.
 */
final class EngagementSocketHandler implements WebSocketHandler {

	private static final Logger log = LoggerFactory.getLogger(EngagementSocketHandler.class);

	private final SocketHandlers services;

	private final Handshake.Admitted client;

	private final BrokenFrameLimit.Counter broken;

	private @Nullable Connection connection;

	private @Nullable AnswerQueue answers;

	EngagementSocketHandler(SocketHandlers services, Handshake.Admitted client) {
		this.services = services;
		this.client = client;
		this.broken = services.brokenFrames().counter();
	}

	@Override
	public void afterConnectionEstablished(WebSocketSession session) throws Exception {
		try {
			Connection opened = this.services.open(session, this.client);
			this.connection = opened;
			this.answers = new AnswerQueue(opened::send);
		}
		catch (RejectedException ex) {
			CloseCode code = (ex.code() == ErrorCode.FORBIDDEN) ? CloseCode.FORBIDDEN : CloseCode.TRY_AGAIN_LATER;
			session.close(new CloseStatus(code.code(), code.reason()));
		}
	}

	@Override
	public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) {
		Connection live = this.connection;
		AnswerQueue queue = this.answers;
		if (live == null || queue == null || !live.isOpen()) {
			return;
		}
		switch (message) {
			case TextMessage text -> read(live, queue, text.getPayload());
			case BinaryMessage binary -> refuseBinary(live, queue, binary);
			case PongMessage _, PingMessage _ -> this.services.connections().heard(live);
			default -> throw new IllegalStateException("Unknown kind of message: " + message.getClass());
		}
	}

	@Override
	public void handleTransportError(WebSocketSession session, Throwable failure) {
		log.debug("Connection failed: {}", failure.toString());
	}

	@Override
	public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
		Connection live = this.connection;
		if (live != null) {
			log.debug("Connection {} closed: {}", live.id(), status.getCode());
			this.services.connections().disconnect(live);
		}
	}

	@Override
	public boolean supportsPartialMessages() {
		return false;
	}

	private void read(Connection live, AnswerQueue queue, String text) {
		RateLimitResult result = count(live, text.length());
		try {
			ClientMessage message = this.services.codec().decode(text);
			if (result.allowed()) {
				carryOut(live, queue, message);
			}
			else {
				queue
					.add(CompletableFuture.completedFuture(this.services.answers().to(message, null, tooFast(result))));
			}
		}
		catch (RejectedException ex) {
			refuse(live, queue, ex);
		}
	}

	private void refuseBinary(Connection live, AnswerQueue queue, BinaryMessage binary) {
		count(live, binary.getPayloadLength());
		refuse(live, queue, new RejectedException(ErrorCode.MALFORMED,
				"Binary frames are not supported. Send JSON in a text frame."));
	}

	private RateLimitResult count(Connection live, int bytes) {
		this.services.connections().received(live, bytes);
		RateLimitResult result = this.services.rateLimiter().frame(live);
		if (result.abusive()) {
			live.close(CloseCode.RATE_LIMIT_IGNORED);
		}
		return result;
	}

	private static RejectedException tooFast(RateLimitResult result) {
		return RejectedException.retryLater(ErrorCode.RATE_LIMITED,
				"Rate limit exceeded (see limits in the welcome frame). Send this again later.", result.retryAfter());
	}

	private void refuse(Connection live, AnswerQueue queue, RejectedException reason) {
		Frame refusal = this.services.answers().refusal(reason.frameId(), null, reason);
		queue.add(CompletableFuture.completedFuture(Optional.of(refusal)));
		if (this.broken.isExceededBy(reason.code())) {
			live.close(CloseCode.PROTOCOL_BROKEN);
		}
	}

	/**
	 * A sync may take long, so later frames are answered without waiting for it.
	 */
	private void carryOut(Connection live, AnswerQueue queue, ClientMessage message) {
		CompletableFuture<Optional<Frame>> answer = route(live, message)
			.handle((data, failure) -> this.services.answers().to(message, data, failure));
		if (message instanceof ClientMessage.Sync) {
			var _ = answer.thenAccept((frame) -> frame.ifPresent(live::send));
		}
		else {
			queue.add(answer);
		}
	}

	private CompletableFuture<? extends Record> route(Connection live, ClientMessage message) {
		try {
			return this.services.router().route(live, message);
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

}
