package dev.parley.gateway;

import java.time.Duration;
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
import dev.parley.realtime.RateLimitResult;
import dev.parley.realtime.Connection;
import dev.parley.realtime.Frame;

/**
 * One client's WebSocket. The container calls one method at a time; answers come from any
 * thread. Every frame with an id is answered once.
 */
final class EngagementSocketHandler implements WebSocketHandler {

	private static final Logger log = LoggerFactory.getLogger(EngagementSocketHandler.class);

	private static final long MINUTE = Duration.ofMinutes(1).toMillis();

	private final Edge edge;

	private final Handshake.Welcomed guest;

	private @Nullable Connection connection;

	private @Nullable AnswerQueue answers;

	private int broken;

	private long brokenSince;

	EngagementSocketHandler(Edge edge, Handshake.Welcomed guest) {
		this.edge = edge;
		this.guest = guest;
	}

	@Override
	public void afterConnectionEstablished(WebSocketSession session) throws Exception {
		try {
			Connection opened = this.edge.open(session, this.guest);
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
			case PongMessage _, PingMessage _ -> this.edge.connections().heard(live);
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
			this.edge.connections().disconnect(live);
		}
	}

	@Override
	public boolean supportsPartialMessages() {
		return false;
	}

	private void read(Connection live, AnswerQueue queue, String text) {
		RateLimitResult result = count(live, text.length());
		try {
			ClientMessage message = this.edge.codec().decode(text);
			if (result.allowed()) {
				carryOut(live, queue, message);
			}
			else {
				queue.add(CompletableFuture.completedFuture(this.edge.answers().to(message, null, tooFast(result))));
			}
		}
		catch (RejectedException ex) {
			refuse(live, queue, ex);
		}
	}

	private void refuseBinary(Connection live, AnswerQueue queue, BinaryMessage binary) {
		count(live, binary.getPayloadLength());
		refuse(live, queue,
				new RejectedException(ErrorCode.MALFORMED, "A frame must be text, not binary; send JSON as text"));
	}

	private RateLimitResult count(Connection live, int bytes) {
		this.edge.connections().received(live, bytes);
		RateLimitResult result = this.edge.rateLimiter().frame(live);
		if (result.abusive()) {
			live.close(CloseCode.RATE_LIMIT_IGNORED);
		}
		return result;
	}

	private static RejectedException tooFast(RateLimitResult result) {
		return RejectedException.retryLater(ErrorCode.RATE_LIMITED,
				"You send faster than the limits in your welcome; send this again later", result.retryAfter());
	}

	private void refuse(Connection live, AnswerQueue queue, RejectedException reason) {
		Frame refusal = this.edge.answers().refusal(reason.frameId(), null, reason);
		queue.add(CompletableFuture.completedFuture(Optional.of(refusal)));
		countIfBroken(live, reason.code());
	}

	/**
	 * A sync may take long, so what was asked after it is not kept waiting for its
	 * answer.
	 */
	private void carryOut(Connection live, AnswerQueue queue, ClientMessage message) {
		CompletableFuture<Optional<Frame>> answer = route(live, message)
			.handle((data, failure) -> this.edge.answers().to(message, data, failure));
		if (message instanceof ClientMessage.Sync) {
			var _ = answer.thenAccept((frame) -> frame.ifPresent(live::send));
		}
		else {
			queue.add(answer);
		}
	}

	private CompletableFuture<? extends Record> route(Connection live, ClientMessage message) {
		try {
			return this.edge.router().route(live, message);
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/** A program that goes on sending what is not of the protocol is disconnected. */
	private void countIfBroken(Connection live, ErrorCode code) {
		switch (code) {
			case MALFORMED, UNKNOWN_TYPE, TOO_LARGE -> {
				long now = this.edge.clock().millis();
				if (now - this.brokenSince > MINUTE) {
					this.brokenSince = now;
					this.broken = 0;
				}
				if (++this.broken > this.edge.properties().brokenFrames()) {
					live.close(CloseCode.PROTOCOL_BROKEN);
				}
			}
			default -> {
			}
		}
	}

}
