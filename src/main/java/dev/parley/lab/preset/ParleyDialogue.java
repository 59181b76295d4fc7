package dev.parley.lab.preset;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.parley.lab.engine.Payload;
import dev.parley.lab.engine.Socket;

/** Version 1 of Parley's wire, told apart by the type that every frame begins with. */
final class ParleyDialogue implements Dialogue {

	private static final byte[] TYPE = ascii("\"type\":\"");

	private static final byte[] WELCOME = ascii("welcome\"");

	private static final byte[] CHAT_MESSAGE = ascii("chat_message\"");

	private static final byte[] ACK = ascii("ack\"");

	private static final byte[] ERROR = ascii("error\"");

	private static final byte[] SEQ = ascii("\"seq\":");

	private static final byte[] DATA = ascii("\"data\":");

	private static final byte[] ENGAGEMENT = ascii("\"engagement\":\"");

	private static final byte[] CODE = ascii("\"code\":\"");

	private static final byte[] TOKEN_EXPIRING = ascii("token_expiring\"");

	private final Map<String, Integer> rooms;

	private final @Nullable Tokens tokens;

	private final int user;

	/** The token that the server knows of this connection, or an older one. */
	private volatile String token = "";

	/** Only listens, and for no longer than its token lives. */
	ParleyDialogue() {
		this.rooms = Map.of();
		this.tokens = null;
		this.user = 0;
	}

	/**
	 * Keeps the connection open with the user's next token when its own is about to end.
	 */
	ParleyDialogue(Map<String, Integer> rooms, Tokens tokens, int user) {
		this.rooms = rooms;
		this.tokens = tokens;
		this.user = user;
		this.token = tokens.of(user);
	}

	@Override
	public boolean opened(Socket socket) {
		return false;
	}

	@Override
	public MessageKind receive(Socket socket, Payload payload) {
		int type = payload.indexOf(0, TYPE);
		if (type < 0) {
			return MessageKind.OTHER;
		}
		int value = type + TYPE.length;
		if (payload.matches(value, CHAT_MESSAGE)) {
			return MessageKind.DELIVERY;
		}
		if (payload.matches(value, ACK)) {
			return MessageKind.ACK;
		}
		if (payload.matches(value, ERROR)) {
			return MessageKind.REFUSED;
		}
		if (payload.matches(value, TOKEN_EXPIRING)) {
			renew(socket);
		}
		return payload.matches(value, WELCOME) ? MessageKind.READY : MessageKind.OTHER;
	}

	private void renew(Socket socket) {
		if (this.tokens != null) {
			this.tokens.whenNewer(this.user, this.token, (newer) -> {
				this.token = newer;
				socket.send("{\"type\":\"authenticate\",\"data\":{\"token\":\"" + newer + "\"}}");
			});
		}
	}

	@Override
	public String waitsFor() {
		return "its welcome";
	}

	@Override
	public long sequence(Payload payload) {
		int data = payload.indexOf(0, DATA);
		int seq = payload.indexOf(0, SEQ);
		return (seq < 0 || (data >= 0 && seq > data)) ? -1 : payload.numberAt(seq + SEQ.length);
	}

	@Override
	public int room(Payload payload) {
		return this.rooms.getOrDefault(text(payload, ENGAGEMENT), -1);
	}

	@Override
	public String reason(Payload payload) {
		return text(payload, CODE);
	}

	private static String text(Payload payload, byte[] before) {
		int at = payload.indexOf(0, before);
		int end = (at < 0) ? -1 : payload.indexOf(at + before.length, (byte) '"');
		if (end < 0) {
			return "";
		}
		StringBuilder text = new StringBuilder();
		for (int i = at + before.length; i < end; i++) {
			text.append((char) payload.at(i));
		}
		return text.toString();
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
