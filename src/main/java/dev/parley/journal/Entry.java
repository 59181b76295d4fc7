package dev.parley.journal;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An event to be appended.
 *
 * @param type its type on the wire
 * @param requestId the {@code id} its author chose; makes a repetition harmless for ever
 * @param amends the {@code seq} of the event that this one changes or removes
 * @param data its {@code data} on the wire, as JSON
 * @param urgent whether its frame may overtake other traffic
 */
public record Entry(String engagement, String type, String actor, @Nullable String requestId, @Nullable Long amends,
		String data, boolean urgent) {

	public Entry(String engagement, String type, String actor, @Nullable String requestId, String data) {
		this(engagement, type, actor, requestId, null, data, false);
	}

	/** The event it becomes at that place and time. */
	Event at(long seq, Instant at) {
		return new Event(this.engagement, seq, this.type, this.actor, this.requestId, this.data, at, this.urgent);
	}

}
