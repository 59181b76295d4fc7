package dev.parley.protocol;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A request that is refused: which code, what was wrong and what would be right. Thrown
 * by features, translated by the edge alone. Its message is shown to the caller, so it
 * never holds a secret or anything outside the caller's scope. It carries no stack trace,
 * because refusing is ordinary work.
 */
public final class RejectedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final ErrorCode code;

	private final @Nullable String field;

	private final @Nullable Duration retryAfter;

	private final @Nullable String frameId;

	public RejectedException(ErrorCode code, String message) {
		this(code, message, null, null, null);
	}

	private RejectedException(ErrorCode code, @Nullable String message, @Nullable String field,
			@Nullable Duration retryAfter, @Nullable String frameId) {
		super(message, null, false, false);
		this.code = code;
		this.field = field;
		this.retryAfter = retryAfter;
		this.frameId = frameId;
	}

	/** The named field broke the rule that the message states. */
	public static RejectedException invalid(String field, String message) {
		return new RejectedException(ErrorCode.BAD_REQUEST, message, field, null, null);
	}

	/** The named field is of another JSON type than the message asks for. */
	public static RejectedException wrongType(String field, String message) {
		return new RejectedException(ErrorCode.MALFORMED, message, field, null, null);
	}

	/**
	 * Nothing by that name within the caller's scope; the same whether it exists outside
	 * or not.
	 */
	public static RejectedException notFound(String what) {
		return new RejectedException(ErrorCode.NOT_FOUND, "There is no such " + what + ".");
	}

	/** What is only done while an engagement is worked on. */
	public static RejectedException closed() {
		return new RejectedException(ErrorCode.CONFLICT,
				"The engagement is closed; its MSP can open it again, then this can be done.");
	}

	/** Too much or too early; the caller may try again after the given time. */
	public static RejectedException retryLater(ErrorCode code, String message, Duration retryAfter) {
		return new RejectedException(code, message, null, retryAfter, null);
	}

	/** The same, for a frame whose id could be read. */
	RejectedException answering(@Nullable String frameId) {
		return new RejectedException(this.code, getMessage(), this.field, this.retryAfter, frameId);
	}

	public ErrorCode code() {
		return this.code;
	}

	public @Nullable String field() {
		return this.field;
	}

	public @Nullable Duration retryAfter() {
		return this.retryAfter;
	}

	/** The id of the refused frame, where the codec refused it and it had a valid one. */
	public @Nullable String frameId() {
		return this.frameId;
	}

	/** The message; never null, unlike that of other exceptions. */
	public String explanation() {
		String message = getMessage();
		return (message != null) ? message : this.code.wire();
	}

}
