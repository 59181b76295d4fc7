package dev.parley.protocol;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a client may say. Every message has the {@code id} its sender chose, or none; with
 * one it is answered once.
 */
public sealed interface ClientMessage {

	@Nullable String id();

	/** The engagement it is about; none for what concerns the connection. */
	default @Nullable String engagement() {
		return null;
	}

	record SendMessage(@Nullable String id, String engagement, String text,
			@Nullable Long replyTo) implements ClientMessage {
	}

	record EditMessage(@Nullable String id, String engagement, long seq, String text) implements ClientMessage {
	}

	record DeleteMessage(@Nullable String id, String engagement, long seq) implements ClientMessage {
	}

	record RecordInteraction(@Nullable String id, String engagement, String kind, int count) implements ClientMessage {
	}

	record RaiseAlert(@Nullable String id, String engagement, String severity, String title, @Nullable String detail,
			@Nullable String dedupKey) implements ClientMessage {
	}

	record AcknowledgeAlert(@Nullable String id, String engagement, String alert,
			@Nullable String comment) implements ClientMessage {
	}

	record ResolveAlert(@Nullable String id, String engagement, String alert,
			@Nullable String comment) implements ClientMessage {
	}

	record MarkRead(@Nullable String id, String engagement, long seq) implements ClientMessage {
	}

	record Typing(@Nullable String id, String engagement) implements ClientMessage {
	}

	/** After which {@code seq} of each engagement the client wants to go on. */
	record Sync(@Nullable String id, Map<String, Long> after) implements ClientMessage {
	}

	record Authenticate(@Nullable String id, String token) implements ClientMessage {

		/** Without the token, which must not reach a log. */
		@Override
		public String toString() {
			return "Authenticate[id=" + this.id + "]";
		}

	}

	record Ping(@Nullable String id) implements ClientMessage {
	}

}
