package dev.parley.engagement;

import java.util.Locale;

import dev.parley.protocol.RejectedException;

/** The status of an engagement; lower case on the wire. */
enum EngagementStatus {

	OPEN, ON_HOLD, CLOSED;

	static EngagementStatus of(String wire) {
		return switch (wire) {
			case "open" -> OPEN;
			case "on_hold" -> ON_HOLD;
			case "closed" -> CLOSED;
			default -> throw RejectedException.invalid("status", "status must be open, on_hold or closed");
		};
	}

	String wire() {
		return name().toLowerCase(Locale.ROOT);
	}

}
