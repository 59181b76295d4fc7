package dev.parley.engagement;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import dev.parley.protocol.ServerMessage.User;

/**
 * An engagement as one caller sees it.
 *
 * @param unread messages of others after the caller's read marker, counted to 100
 * @param read the caller's read marker
 * @param interactions the total of each kind
 * @param alerts how many are open
 * @param lastMessage null while nobody has said anything
 * @param readers how far each person has read; only where one engagement is asked for
 */
public record Engagement(String id, String title, String status, Organisation msp, Organisation client, long head,
		int unread, long read, Map<String, Long> interactions, OpenAlerts alerts, @Nullable LastMessage lastMessage,
		Instant updatedAt, long version, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Reader> readers) {

	/** An organisation by name. */
	public record Organisation(String id, String name) {
	}

	/** Open alerts by severity. */
	public record OpenAlerts(long critical, long warning, long info) {

		static final OpenAlerts NONE = new OpenAlerts(0, 0, 0);

	}

	/**
	 * The newest message.
	 *
	 * @param text null when it was deleted
	 */
	public record LastMessage(long seq, User author, @Nullable String text, Instant at) {
	}

	/** How far a person has read. */
	public record Reader(User user, long seq) {
	}

}
