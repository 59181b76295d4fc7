package dev.parley.lab.check;

import java.time.Duration;
import java.util.Locale;

/**
 * One fault of a schedule.
 *
 * @param at after the start of the round
 * @param share of the connections that it hits
 * @param lasting its duration, for kinds that have one
 */
public record PlannedFault(Duration at, FaultKind kind, double share, Duration lasting) {

	@Override
	public String toString() {
		return String.format(Locale.ROOT, "%.1fs %s", this.at.toMillis() / 1000.0, this.kind.label());
	}

}
