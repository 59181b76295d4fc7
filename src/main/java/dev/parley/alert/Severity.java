package dev.parley.alert;

import java.util.Locale;

import dev.parley.protocol.RejectedException;

/** How much an alert matters; on the wire in lower case. */
enum Severity {

	INFO, WARNING, CRITICAL;

	static Severity of(String wire) {
		return switch (wire) {
			case "info" -> INFO;
			case "warning" -> WARNING;
			case "critical" -> CRITICAL;
			default -> throw RejectedException.invalid("severity", "The severity must be info, warning or critical.");
		};
	}

	String wire() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** Whether frames about such an alert may overtake other traffic. */
	boolean isUrgent() {
		return this == CRITICAL;
	}

}
