package dev.parley.lab.events;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What clients must receive after a trigger.
 *
 * @param clients of whom; empty means all
 * @param of how many of them at least; 0 means all
 * @param count frames for each
 * @param exactly whether more than that is wrong
 * @param absent whether nothing may come instead
 * @param within how long it may take; for absence: how long it is watched
 * @param capture variables, taken from the first frame by dotted paths
 */
record Expectation(List<String> clients, int of, Match match, int count, boolean exactly, boolean absent,
		Duration within, Map<String, String> capture) {

	String describe(Variables variables) {
		return (this.absent ? "none of " : this.exactly ? "exactly " + this.count + " of " : this.count + " of ")
				+ this.match.describe(variables);
	}

}
