package dev.parley.protocol;

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

/** Builds the message of a frame. The rules for its fields are those of the message. */
final class ClientMessageReader {

	private ClientMessageReader() {
	}

	static ClientMessage message(FrameReader.RawFrame frame) {
		String id = frame.id();
		Fields data = frame.data();
		return switch (frame.type()) {
			case "send_message" ->
				new SendMessage(id, engagement(data), data.string("text"), data.optionalNumber("replyTo"));
			case "edit_message" -> new EditMessage(id, engagement(data), data.number("seq"), data.string("text"));
			case "delete_message" -> new DeleteMessage(id, engagement(data), data.number("seq"));
			case "record_interaction" ->
				RecordInteraction.of(id, engagement(data), data.string("kind"), data.optionalNumber("count"));
			case "raise_alert" -> new RaiseAlert(id, engagement(data), data.string("severity"), data.string("title"),
					optional(data, "detail"), optional(data, "dedupKey"));
			case "acknowledge_alert" ->
				new AcknowledgeAlert(id, engagement(data), data.string("alert"), optional(data, "comment"));
			case "resolve_alert" ->
				new ResolveAlert(id, engagement(data), data.string("alert"), optional(data, "comment"));
			case "mark_read" -> new MarkRead(id, engagement(data), data.number("seq"));
			case "typing" -> new Typing(id, engagement(data));
			case "sync" -> new Sync(id, data.numbers("after"));
			case "authenticate" -> new Authenticate(id, data.string("token"));
			case "ping" -> new Ping(id);
			default -> throw new RejectedException(ErrorCode.UNKNOWN_TYPE,
					"Unknown message type; docs/protocol.md lists the types");
		};
	}

	private static String engagement(Fields data) {
		return data.string("engagement");
	}

	/** A blank value counts as absent. */
	private static @Nullable String optional(Fields data, String name) {
		String value = data.optionalString(name);
		return (value == null || value.isBlank()) ? null : value;
	}

}
