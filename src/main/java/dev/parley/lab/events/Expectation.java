package dev.parley.lab.events;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The frames that clients must receive after a trigger.
 *
 * @param clients names; empty means all
 * @param of how many of the clients must receive them; 0 means all
 * @param count frames per client
 * @param exactly whether more frames are a failure
 * @param absent whether no such frame may arrive
 * @param within time limit; for absence, how long to watch
 * @param capture dotted paths into the first frame, by variable name
 */
record Expectation(List<String> clients, int of, FrameMatcher match, int count, boolean exactly, boolean absent,
		Duration within, Map<String, String> capture) {

	String describe(Variables variables) {
		return (this.absent ? "none of " : this.exactly ? "exactly " + this.count + " of " : this.count + " of ")
				+ this.match.describe(variables);
	}

}
