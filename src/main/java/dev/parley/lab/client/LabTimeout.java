package dev.parley.lab.client;

import java.io.Serial;

/** A message, a pong or a close did not arrive in time. */
public final class LabTimeout extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1;

	LabTimeout(String what) {
		super(what);
	}

}
