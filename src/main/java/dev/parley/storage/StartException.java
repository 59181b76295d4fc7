package dev.parley.storage;

import org.jspecify.annotations.Nullable;

/**
 * Parley cannot start with its current configuration. The message tells the operator what
 * is wrong and how to fix it; it replaces the stack trace.
 */
public final class StartException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String sentence;

	public StartException(String sentence) {
		this(sentence, null);
	}

	public StartException(String sentence, @Nullable Throwable cause) {
		super(sentence, cause);
		this.sentence = sentence;
	}

	public String sentence() {
		return this.sentence;
	}

}
