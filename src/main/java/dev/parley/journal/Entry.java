package dev.parley.journal;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.parley.protocol.EventData;
import dev.parley.protocol.ProtocolCodec;

/**
 * An event to be appended.
 *
 * @param type its type on the wire
 * @param requestId the {@code id} its author chose; sending it again stores nothing
 * @param amends the {@code seq} of the event that this one changes or removes
 * @param data its {@code data} on the wire, as JSON
 * @param urgent whether its frame may overtake other traffic
 */
public record Entry(String engagement, String type, String actor, @Nullable String requestId, @Nullable Long amends,
		String data, boolean urgent) {

	public Entry(String engagement, String type, String actor, @Nullable String requestId, String data) {
		this(engagement, type, actor, requestId, null, data, false);
	}

	/** The entry that stores this data, written by its author. */
	public static Entry of(String engagement, @Nullable String requestId, EventData data, ProtocolCodec codec) {
		return new Entry(engagement, data.type(), data.author().id(), requestId, codec.encodeData(data));
	}

	/** The same entry as a change or removal of that event; null for none. */
	public Entry amending(@Nullable Long seq) {
		return new Entry(this.engagement, this.type, this.actor, this.requestId, seq, this.data, this.urgent);
	}

	/** The same entry, urgent or not. */
	public Entry urgent(boolean now) {
		return new Entry(this.engagement, this.type, this.actor, this.requestId, this.amends, this.data, now);
	}

	/** The event it becomes at that place and time. */
	Event at(long seq, Instant at) {
		return new Event(this.engagement, seq, this.type, this.actor, this.requestId, this.data, at, this.urgent);
	}

}
