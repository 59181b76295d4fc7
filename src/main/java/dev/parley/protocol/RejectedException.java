package dev.parley.protocol;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Rejects a request, with a code and a message that says what is wrong and what would be
 * right. Features throw it; only the edge translates it. The caller sees the message, so
 * it must not contain secrets or anything outside the caller's scope. It has no stack
 * trace, because rejections are normal operation.
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

	/** The field breaks the rule stated in the message. */
	public static RejectedException invalid(String field, String message) {
		return new RejectedException(ErrorCode.BAD_REQUEST, message, field, null, null);
	}

	/** The field has the wrong JSON type. */
	public static RejectedException wrongType(String field, String message) {
		return new RejectedException(ErrorCode.MALFORMED, message, field, null, null);
	}

	/**
	 * There is nothing by that id in the caller's scope. The answer does not reveal
	 * whether it exists elsewhere.
	 */
	public static RejectedException notFound(String what) {
		return new RejectedException(ErrorCode.NOT_FOUND, "There is no such " + what + ".");
	}

	/** The engagement is closed, and the request needs an open one. */
	public static RejectedException closed() {
		return new RejectedException(ErrorCode.CONFLICT, "The engagement is closed. Ask its MSP to reopen it.");
	}

	/** The caller may try again after the given time. */
	public static RejectedException retryLater(ErrorCode code, String message, Duration retryAfter) {
		return new RejectedException(code, message, null, retryAfter, null);
	}

	/** The same rejection, with the id of the frame if that could be read. */
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

	/** The id of a frame that the codec rejected, if it had a valid one. */
	public @Nullable String frameId() {
		return this.frameId;
	}

	/** The message; never null, unlike that of other exceptions. */
	public String explanation() {
		String message = getMessage();
		return (message != null) ? message : this.code.wire();
	}

}
