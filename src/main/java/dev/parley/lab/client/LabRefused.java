package dev.parley.lab.client;

import java.io.Serial;

import dev.parley.lab.engine.Closing;

/**
 * The connection failed; the message says what the server or the network answered.
 */
public final class LabRefused extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1;

	private final transient Closing closing;

	LabRefused(Closing closing) {
		super(closing.describe());
		this.closing = closing;
	}

	public Closing closing() {
		return this.closing;
	}

}
