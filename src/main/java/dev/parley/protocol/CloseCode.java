package dev.parley.protocol;

/**
 * Why the server closes a connection, and what the client should do about it. This is the
 * only table of close codes; the one in {@code docs/protocol.md} is generated from it.
 */
public enum CloseCode {

	GOING_AWAY(1001, Reconnect.WITH_BACKOFF, "the server goes away"),
	WEBSOCKET_BROKEN(1002, Reconnect.WITH_BACKOFF, "the bytes broke the rules of WebSocket"),
	NOT_UTF_8(1007, Reconnect.WITH_BACKOFF, "a text was not UTF-8; never send that message again"),
	TOO_BIG(1009, Reconnect.WITH_BACKOFF, "a message was larger than the limit; never send that message again"),
	RESTART(1012, Reconnect.WHEN_TOLD, "the server restarts"),
	TRY_AGAIN_LATER(1013, Reconnect.WITH_BACKOFF, "the server is full"),
	PROTOCOL_BROKEN(4400, Reconnect.WITH_BACKOFF, "too many frames that are not of the protocol"),
	TOKEN_EXPIRED(4401, Reconnect.WITH_NEW_TOKEN, "the token expired or was withdrawn"),
	WRITE_STUCK(4408, Reconnect.WITH_BACKOFF, "nothing could be written for too long"),
	HEARTBEAT_LOST(4410, Reconnect.WITH_BACKOFF, "no frame came for too long"),
	RATE_LIMIT_IGNORED(4429, Reconnect.WITH_BACKOFF, "the rate limit was ignored"),
	UNSUPPORTED_VERSION(4450, Reconnect.NEVER, "this version of the protocol is not spoken here"),
	FORBIDDEN(4451, Reconnect.NEVER, "the user may not connect"),
	REPLACED(4452, Reconnect.NEVER, "the user opened more connections than allowed; the oldest was closed"),
	KICKED(4453, Reconnect.NEVER, "an administrator closed the connection");

	/** What a client does after the close. */
	public enum Reconnect {

		/** After a random pause that grows with every failure. */
		WITH_BACKOFF,
		/** After the {@code reconnectAfterMs} of the {@code bye} frame before. */
		WHEN_TOLD,
		/** With backoff, but not before it has a new token. */
		WITH_NEW_TOKEN,
		/** Not until a person asks for it. */
		NEVER

	}

	private final int code;

	private final Reconnect reconnect;

	private final String reason;

	CloseCode(int code, Reconnect reconnect, String reason) {
		this.code = code;
		this.reconnect = reconnect;
		this.reason = reason;
	}

	public int code() {
		return this.code;
	}

	public Reconnect reconnect() {
		return this.reconnect;
	}

	/** At most 123 bytes of UTF-8, as a close frame allows. */
	public String reason() {
		return this.reason;
	}

}
