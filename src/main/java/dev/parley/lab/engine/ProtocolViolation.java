package dev.parley.lab.engine;

import java.io.Serial;

/** The server broke the rules of RFC 6455; the message says which. */
final class ProtocolViolation extends Exception {

	@Serial
	private static final long serialVersionUID = 1;

	ProtocolViolation(String what) {
		super(what);
	}

}
