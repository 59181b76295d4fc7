package dev.parley.protocol;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The {@code data} of the events of the record: stored once as JSON, sent and read in the
 * same form ever after.
 */
public sealed interface EventData {

	/** The event's type on the wire. */
	String type();

	Person author();

	/** A deleted message has no text. */
	record ChatMessage(Person author, @JsonInclude @Nullable String text, @Nullable Long replyTo,
			@Nullable Instant editedAt, @Nullable Instant deletedAt) implements EventData {

		public static final String TYPE = "chat_message";

		@Override
		public String type() {
			return TYPE;
		}

	}

	/** The text is gone too once the message was deleted. */
	record ChatMessageEdited(Person author, long message, @JsonInclude @Nullable String text) implements EventData {

		public static final String TYPE = "chat_message_edited";

		@Override
		public String type() {
			return TYPE;
		}

	}

	record ChatMessageDeleted(Person author, long message) implements EventData {

		public static final String TYPE = "chat_message_deleted";

		@Override
		public String type() {
			return TYPE;
		}

	}

	/**
	 * The engagement as it is after the change.
	 *
	 * @param change {@code created}, {@code renamed}, {@code status} or {@code people}
	 */
	record EngagementUpdate(Person author, String change, String title, String status, String msp,
			String client) implements EventData {

		public static final String TYPE = "engagement_update";

		@Override
		public String type() {
			return TYPE;
		}

	}

	record AlertRaised(Person author, String alert, String severity, String title, @Nullable String detail,
			@Nullable String dedupKey, String state, long occurrences) implements EventData {

		public static final String TYPE = "alert";

		@Override
		public String type() {
			return TYPE;
		}

	}

	/**
	 * The alert as it is after the change.
	 *
	 * @param change {@code repeated}, {@code acknowledged}, {@code resolved} or
	 * {@code escalated}
	 */
	record AlertUpdate(Person author, String alert, String severity, String title, @Nullable String detail,
			String state, String change, @Nullable String comment, long occurrences) implements EventData {

		public static final String TYPE = "alert_update";

		@Override
		public String type() {
			return TYPE;
		}

	}

}
