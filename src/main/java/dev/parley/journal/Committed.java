package dev.parley.journal;

import java.util.List;

import dev.parley.realtime.Audience;

/**
 * What one commit brought.
 *
 * @param events in the order in which they were appended
 * @param answers tell the callers; to be run once the commit is on the disk
 */
record Committed(List<Placed> events, List<Runnable> answers) {

	/** An event and who may see it. */
	record Placed(Event event, Audience audience) {

	}

}
