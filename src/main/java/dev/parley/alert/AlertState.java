package dev.parley.alert;

import java.util.Locale;

import dev.parley.protocol.RejectedException;

/** The state of an alert; lower case on the wire. */
enum AlertState {

	RAISED, ACKNOWLEDGED, RESOLVED;

	static AlertState of(String wire) {
		return switch (wire) {
			case "raised" -> RAISED;
			case "acknowledged" -> ACKNOWLEDGED;
			case "resolved" -> RESOLVED;
			default -> throw RejectedException.invalid("state", "state must be raised, acknowledged or resolved");
		};
	}

	String wire() {
		return name().toLowerCase(Locale.ROOT);
	}

}
