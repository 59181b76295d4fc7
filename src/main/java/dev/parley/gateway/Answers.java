package dev.parley.gateway;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

import dev.parley.protocol.ClientMessage;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;
import dev.parley.protocol.ServerMessage;
import dev.parley.realtime.Frame;
import dev.parley.realtime.FrameFactory;

/**
 * Builds the answer to a frame. The one place where an exception becomes an error frame:
 * unexpected exceptions are logged; the client sees no details.
 */
@Component
final class Answers {

	private static final Logger log = LoggerFactory.getLogger(Answers.class);

	private final FrameFactory frames;

	Answers(FrameFactory frames) {
		this.frames = frames;
	}

	/**
	 * The answer to a processed frame: an ack with data or an error. Empty if the client
	 * asked for no answer.
	 */
	Optional<Frame> to(ClientMessage message, @Nullable Record data, @Nullable Throwable failure) {
		String id = message.id();
		if (failure != null || data == null) {
			return Optional.of(refusal(id, message.engagement(), Objects.requireNonNull(failure)));
		}
		if (message instanceof ClientMessage.Ping) {
			return Optional.of(this.frames.connection(new ServerMessage.Pong(id, new ServerMessage.Nothing())));
		}
		return Optional.ofNullable(id)
			.map((known) -> this.frames.connection(new ServerMessage.Ack(message.engagement(), known, data)));
	}

	/**
	 * The error answer to a refused frame.
	 */
	Frame refusal(@Nullable String id, @Nullable String engagement, Throwable failure) {
		RejectedException reason = reason(failure);
		Duration retryAfter = reason.retryAfter();
		return this.frames
			.connection(new ServerMessage.Failed(engagement, id, new ServerMessage.ErrorData(reason.code().wire(),
					reason.explanation(), (retryAfter != null) ? (Long) retryAfter.toMillis() : null, reason.field())));
	}

	private static RejectedException reason(Throwable failure) {
		return switch (failure) {
			case RejectedException rejected -> rejected;
			case CompletionException wrapped when wrapped.getCause() != null -> reason(wrapped.getCause());
			default -> {
				log.error("Failed to process a frame", failure);
				yield new RejectedException(ErrorCode.INTERNAL, "The server failed to process the message. Try again.");
			}
		};
	}

}
