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

	public RejectedException(ErrorCode code, String message) {
		this(code, message, null, null);
	}

	private RejectedException(ErrorCode code, String message, @Nullable String field, @Nullable Duration retryAfter) {
		super(message, null, false, false);
		this.code = code;
		this.field = field;
		this.retryAfter = retryAfter;
	}

	/** The named field broke the rule that the message states. */
	public static RejectedException invalid(String field, String message) {
		return new RejectedException(ErrorCode.BAD_REQUEST, message, field, null);
	}

	/**
	 * Nothing by that name within the caller's scope; the same whether it exists outside
	 * or not.
	 */
	public static RejectedException notFound(String what) {
		return new RejectedException(ErrorCode.NOT_FOUND, "There is no such " + what + ".");
	}

	/** Too much or too early; the caller may try again after the given time. */
	public static RejectedException retryLater(ErrorCode code, String message, Duration retryAfter) {
		return new RejectedException(code, message, null, retryAfter);
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

	/** The message; never null, unlike that of other exceptions. */
	public String explanation() {
		String message = getMessage();
		return (message != null) ? message : this.code.wire();
	}

}
