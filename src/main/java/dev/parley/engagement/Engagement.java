package dev.parley.engagement;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import dev.parley.protocol.ServerMessage.User;

/**
 * An engagement from the view of one caller.
 *
 * @param unread messages of other users after the caller's read marker, up to 100
 * @param read the caller's read marker
 * @param interactions the total of each kind
 * @param alerts the number of open alerts
 * @param lastMessage null if there is no message yet
 * @param readers the read markers of all users; null in lists
 */
public record Engagement(String id, String title, String status, NamedOrganisation msp, NamedOrganisation client,
		long head, int unread, long read, Map<String, Long> interactions, OpenAlerts alerts,
		@Nullable LastMessage lastMessage, Instant updatedAt, long version,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Reader> readers) {

	/** An organisation by id and name. */
	public record NamedOrganisation(String id, String name) {
	}

	/** Open alerts by severity. */
	public record OpenAlerts(long critical, long warning, long info) {

		static final OpenAlerts NONE = new OpenAlerts(0, 0, 0);

	}

	/**
	 * The newest message.
	 *
	 * @param text null if the message was deleted
	 */
	public record LastMessage(long seq, User author, @Nullable String text, Instant at) {
	}

	/** A user's read marker. */
	public record Reader(User user, long seq) {
	}

}
