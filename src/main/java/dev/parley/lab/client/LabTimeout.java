package dev.parley.lab.client;

import java.io.Serial;

/** What was waited for did not come in time. */
public final class LabTimeout extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1;

	LabTimeout(String what) {
		super(what);
	}

}
