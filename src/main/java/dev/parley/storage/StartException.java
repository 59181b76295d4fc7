package dev.parley.storage;

import org.jspecify.annotations.Nullable;

/**
 * Parley cannot start as it is configured. The message is one sentence for whoever runs
 * it: what is wrong, and what would be right. It is shown instead of a stack trace.
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
