package dev.parley.lab.engine;

import java.io.Serial;

/** The server could not be reached; the message says what was tried, and for how long. */
public final class Unreachable extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1;

	public Unreachable(String message, Throwable cause) {
		super(message, cause);
	}

}
