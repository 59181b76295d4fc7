package dev.parley.journal;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An event of the record, as stored.
 *
 * @param urgent whether its frame may overtake other traffic
 */
public record Event(String engagement, long seq, String type, String actor, @Nullable String requestId, String data,
		Instant at, boolean urgent) {

}
