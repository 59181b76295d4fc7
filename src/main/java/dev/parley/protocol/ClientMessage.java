package dev.parley.protocol;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A request of a client. Every message may carry an {@code id} chosen by its sender; a
 * message with an id is answered exactly once.
 * <p>
 * A message that exists is valid: each record checks its own fields and throws a
 * {@link RejectedException} that names the field, whether the message came through a
 * socket or was built from a REST request. Services need not check them again.
 */
public sealed interface ClientMessage {

	@Nullable String id();

	/** The engagement it is about; null for requests about the connection. */
	default @Nullable String engagement() {
		return null;
	}

	record SendMessage(@Nullable String id, String engagement, String text,
			@Nullable Long replyTo) implements ClientMessage {

		public SendMessage {
			FieldRules.optionalId("id", id);
			FieldRules.id("engagement", engagement);
			FieldRules.text("text", text, FieldRules.MAX_TEXT);
			if (replyTo != null) {
				FieldRules.seq("replyTo", replyTo);
			}
		}

	}

	record EditMessage(@Nullable String id, String engagement, long seq, String text) implements ClientMessage {

		public EditMessage {
			FieldRules.optionalId("id", id);
			FieldRules.id("engagement", engagement);
			FieldRules.seq("seq", seq);
			FieldRules.text("text", text, FieldRules.MAX_TEXT);
		}

	}

	record DeleteMessage(@Nullable String id, String engagement, long seq) implements ClientMessage {

		public DeleteMessage {
			FieldRules.optionalId("id", id);
			FieldRules.id("engagement", engagement);
			FieldRules.seq("seq", seq);
		}

	}

	record RecordInteraction(@Nullable String id, String engagement, String kind, long count) implements ClientMessage {

		public RecordInteraction {
			FieldRules.optionalId("id", id);
			FieldRules.id("engagement", engagement);
			FieldRules.kind("kind", kind);
			FieldRules.count("count", count);
		}

		/** Counts one interaction if no count is given. */
		public static RecordInteraction of(@Nullable String id, String engagement, String kind, @Nullable Long count) {
			return new RecordInteraction(id, engagement, kind, (count != null) ? count : 1);
		}

	}

	record RaiseAlert(@Nullable String id, String engagement, String severity, String title, @Nullable String detail,
			@Nullable String dedupKey) implements ClientMessage {

		public RaiseAlert {
			FieldRules.optionalId("id", id);
			FieldRules.id("engagement", engagement);
			Severity.of(severity);
			FieldRules.line("title", title, FieldRules.MAX_ALERT_TITLE);
			if (detail != null) {
				FieldRules.text("detail", detail, FieldRules.MAX_ALERT_DETAIL);
			}
			if (dedupKey != null) {
				FieldRules.line("dedupKey", dedupKey, FieldRules.MAX_DEDUP_KEY);
			}
		}

	}

	record AcknowledgeAlert(@Nullable String id, String engagement, String alert,
			@Nullable String comment) implements ClientMessage {

		public AcknowledgeAlert {
			FieldRules.optionalId("id", id);
			FieldRules.id("engagement", engagement);
			FieldRules.id("alert", alert);
			if (comment != null) {
				FieldRules.text("comment", comment, FieldRules.MAX_COMMENT);
			}
		}

	}

	record ResolveAlert(@Nullable String id, String engagement, String alert,
			@Nullable String comment) implements ClientMessage {

		public ResolveAlert {
			FieldRules.optionalId("id", id);
			FieldRules.id("engagement", engagement);
			FieldRules.id("alert", alert);
			if (comment != null) {
				FieldRules.text("comment", comment, FieldRules.MAX_COMMENT);
			}
		}

	}

	record MarkRead(@Nullable String id, String engagement, long seq) implements ClientMessage {

		public MarkRead {
			FieldRules.optionalId("id", id);
			FieldRules.id("engagement", engagement);
			FieldRules.seqOrNone("seq", seq);
		}

	}

	record Typing(@Nullable String id, String engagement) implements ClientMessage {

		public Typing {
			FieldRules.optionalId("id", id);
			FieldRules.id("engagement", engagement);
		}

	}

	/** Asks for the events after the given {@code seq} of each engagement. */
	record Sync(@Nullable String id, Map<String, Long> after) implements ClientMessage {

		private static final int MAX_ENGAGEMENTS = 1000;

		public Sync {
			FieldRules.optionalId("id", id);
			if (after.size() > MAX_ENGAGEMENTS) {
				throw RejectedException.invalid("after", "after must have at most " + MAX_ENGAGEMENTS + " entries");
			}
			after.forEach((engagement, seq) -> {
				FieldRules.id("after", engagement);
				FieldRules.seqOrNone("after", seq);
			});
		}

	}

	record Authenticate(@Nullable String id, String token) implements ClientMessage {

		private static final int MAX_TOKEN = 16_384;

		public Authenticate {
			FieldRules.optionalId("id", id);
			if (token.isBlank() || token.length() > MAX_TOKEN) {
				throw RejectedException.invalid("token", "token must be 1 to " + MAX_TOKEN + " characters long");
			}
		}

		/** Omits the token, which must not reach a log. */
		@Override
		public String toString() {
			return "Authenticate[id=" + this.id + "]";
		}

	}

	record Ping(@Nullable String id) implements ClientMessage {

		public Ping {
			FieldRules.optionalId("id", id);
		}

	}

}
