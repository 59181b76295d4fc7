package dev.parley.protocol;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The {@code data} of the events of the journal. It is stored as JSON once; that form is
 * what every client receives.
 */
public sealed interface EventData {

	/** The event's type on the wire. */
	default String type() {
		return switch (this) {
			case ChatMessage _ -> ChatMessage.TYPE;
			case ChatMessageEdited _ -> ChatMessageEdited.TYPE;
			case ChatMessageDeleted _ -> ChatMessageDeleted.TYPE;
			case EngagementUpdate _ -> EngagementUpdate.TYPE;
			case AlertRaised _ -> AlertRaised.TYPE;
			case AlertUpdate _ -> AlertUpdate.TYPE;
		};
	}

	Person author();

	/** The text of a deleted message is null. */
	record ChatMessage(Person author, @JsonInclude @Nullable String text, @Nullable Long replyTo,
			@Nullable Instant editedAt, @Nullable Instant deletedAt) implements EventData {

		public static final String TYPE = "chat_message";

	}

	/** The text becomes null when the message is deleted. */
	record ChatMessageEdited(Person author, long message, @JsonInclude @Nullable String text) implements EventData {

		public static final String TYPE = "chat_message_edited";

	}

	record ChatMessageDeleted(Person author, long message) implements EventData {

		public static final String TYPE = "chat_message_deleted";

	}

	/**
	 * The engagement after the change.
	 *
	 * @param change {@code created}, {@code renamed}, {@code status} or {@code people}
	 */
	record EngagementUpdate(Person author, String change, String title, String status, String msp,
			String client) implements EventData {

		public static final String TYPE = "engagement_update";

	}

	record AlertRaised(Person author, String alert, String severity, String title, @Nullable String detail,
			@Nullable String dedupKey, String state, long occurrences) implements EventData {

		public static final String TYPE = "alert";

	}

	/**
	 * The alert after the change.
	 *
	 * @param change {@code repeated}, {@code acknowledged}, {@code resolved} or
	 * {@code escalated}
	 */
	record AlertUpdate(Person author, String alert, String severity, String title, @Nullable String detail,
			String state, String change, @Nullable String comment, long occurrences) implements EventData {

		public static final String TYPE = "alert_update";

	}

}
