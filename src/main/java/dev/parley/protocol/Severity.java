package dev.parley.protocol;

import java.util.Locale;

/** How urgent an alert is; lower case on the wire. */
public enum Severity {

	INFO, WARNING, CRITICAL;

	/**
	 * Reads the wire's spelling.
	 * @throws RejectedException with BAD_REQUEST for anything else
	 */
	public static Severity of(String wire) {
		return switch (wire) {
			case "info" -> INFO;
			case "warning" -> WARNING;
			case "critical" -> CRITICAL;
			default -> throw RejectedException.invalid("severity", "severity must be info, warning or critical");
		};
	}

	public String wire() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** Whether frames about such an alert may overtake other traffic. */
	public boolean isUrgent() {
		return this == CRITICAL;
	}

}
