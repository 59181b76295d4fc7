package dev.parley.protocol;

import java.util.Map;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import dev.parley.protocol.ClientMessage.AcknowledgeAlert;
import dev.parley.protocol.ClientMessage.Authenticate;
import dev.parley.protocol.ClientMessage.DeleteMessage;
import dev.parley.protocol.ClientMessage.EditMessage;
import dev.parley.protocol.ClientMessage.MarkRead;
import dev.parley.protocol.ClientMessage.Ping;
import dev.parley.protocol.ClientMessage.RaiseAlert;
import dev.parley.protocol.ClientMessage.RecordInteraction;
import dev.parley.protocol.ClientMessage.ResolveAlert;
import dev.parley.protocol.ClientMessage.SendMessage;
import dev.parley.protocol.ClientMessage.Sync;
import dev.parley.protocol.ClientMessage.Typing;

/** Makes a message out of a frame that was read, field by field, by the wire's rules. */
final class ClientMessageReader {

	private static final int MAX_SYNCED = 1000;

	private static final int MAX_TOKEN = 16_384;

	private ClientMessageReader() {
	}

	static ClientMessage message(FrameReader.RawFrame frame) {
		String id = frame.id();
		Fields data = frame.data();
		return switch (frame.type()) {
			case "send_message" -> new SendMessage(id, engagement(data), text(data), replyTo(data));
			case "edit_message" -> new EditMessage(id, engagement(data), seq(data), text(data));
			case "delete_message" -> new DeleteMessage(id, engagement(data), seq(data));
			case "record_interaction" ->
				new RecordInteraction(id, engagement(data), FieldRules.kind("kind", data.string("kind")), count(data));
			case "raise_alert" -> raiseAlert(id, data);
			case "acknowledge_alert" -> new AcknowledgeAlert(id, engagement(data), alert(data), comment(data));
			case "resolve_alert" -> new ResolveAlert(id, engagement(data), alert(data), comment(data));
			case "mark_read" -> new MarkRead(id, engagement(data), FieldRules.seqOrNone("seq", data.number("seq")));
			case "typing" -> new Typing(id, engagement(data));
			case "sync" -> new Sync(id, after(data));
			case "authenticate" -> new Authenticate(id, token(data));
			case "ping" -> new Ping(id);
			default -> throw new RejectedException(ErrorCode.UNKNOWN_TYPE,
					"There is no such type of message; see docs/protocol.md for those there are");
		};
	}

	private static String engagement(Fields data) {
		return FieldRules.id("engagement", data.string("engagement"));
	}

	private static String text(Fields data) {
		return FieldRules.text("text", data.string("text"), FieldRules.MAX_TEXT);
	}

	private static @Nullable Long replyTo(Fields data) {
		Long seq = data.optionalNumber("replyTo");
		return (seq != null) ? (Long) FieldRules.seq("replyTo", seq) : null;
	}

	private static long seq(Fields data) {
		return FieldRules.seq("seq", data.number("seq"));
	}

	private static int count(Fields data) {
		Long count = data.optionalNumber("count");
		return (count != null) ? FieldRules.count("count", count) : 1;
	}

	private static RaiseAlert raiseAlert(@Nullable String id, Fields data) {
		return new RaiseAlert(id, engagement(data), FieldRules.severity("severity", data.string("severity")),
				FieldRules.line("title", data.string("title"), FieldRules.MAX_ALERT_TITLE),
				optional(data, "detail", (detail) -> FieldRules.text("detail", detail, FieldRules.MAX_ALERT_DETAIL)),
				optional(data, "dedupKey", (key) -> FieldRules.line("dedupKey", key, FieldRules.MAX_DEDUP_KEY)));
	}

	private static String alert(Fields data) {
		return FieldRules.id("alert", data.string("alert"));
	}

	private static @Nullable String comment(Fields data) {
		return optional(data, "comment", (comment) -> FieldRules.text("comment", comment, FieldRules.MAX_COMMENT));
	}

	/** Left blank is left out. */
	private static @Nullable String optional(Fields data, String name, UnaryOperator<String> rule) {
		String value = data.optionalString(name);
		return (value == null || value.isBlank()) ? null : rule.apply(value);
	}

	private static Map<String, Long> after(Fields data) {
		Map<String, Long> after = data.numbers("after", MAX_SYNCED);
		after.forEach((engagement, seq) -> {
			FieldRules.id("after", engagement);
			FieldRules.seqOrNone("after", seq);
		});
		return after;
	}

	private static String token(Fields data) {
		String token = data.string("token");
		if (token.isBlank() || token.length() > MAX_TOKEN) {
			throw RejectedException.invalid("token", "token must be 1 to " + MAX_TOKEN + " characters long");
		}
		return token;
	}

}
