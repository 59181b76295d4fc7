package dev.parley.protocol;

/**
 * Close codes, with the reason sent to the client and whether the client should
 * reconnect. The table in {@code docs/protocol.md} mirrors this one.
 */
public enum CloseCode {

	GOING_AWAY(1001, Reconnect.WITH_BACKOFF, "the server is going away"),
	WEBSOCKET_BROKEN(1002, Reconnect.WITH_BACKOFF, "invalid WebSocket framing"),
	NOT_UTF_8(1007, Reconnect.WITH_BACKOFF, "a text message was not valid UTF-8; do not send it again"),
	TOO_BIG(1009, Reconnect.WITH_BACKOFF, "a message exceeded the size limit; do not send it again"),
	RESTART(1012, Reconnect.WHEN_TOLD, "the server is restarting"),
	TRY_AGAIN_LATER(1013, Reconnect.WITH_BACKOFF, "the server is full"),
	PROTOCOL_BROKEN(4400, Reconnect.WITH_BACKOFF, "too many invalid frames"),
	TOKEN_EXPIRED(4401, Reconnect.WITH_NEW_TOKEN, "the token has expired or was revoked"),
	WRITE_STUCK(4408, Reconnect.WITH_BACKOFF, "a write took too long"),
	HEARTBEAT_LOST(4410, Reconnect.WITH_BACKOFF, "no frame was received for too long"),
	RATE_LIMIT_IGNORED(4429, Reconnect.WITH_BACKOFF, "the rate limit was exceeded repeatedly"),
	UNSUPPORTED_VERSION(4450, Reconnect.NEVER, "unsupported protocol version"),
	FORBIDDEN(4451, Reconnect.NEVER, "the user is not allowed to connect"),
	REPLACED(4452, Reconnect.NEVER, "replaced by a newer connection; the user has reached the connection limit"),
	KICKED(4453, Reconnect.NEVER, "an administrator closed the connection");

	/** What the client should do after the close. */
	public enum Reconnect {

		/** After a random delay that grows with every failure. */
		WITH_BACKOFF,
		/** After the {@code reconnectAfterMs} of the preceding {@code bye} frame. */
		WHEN_TOLD,
		/** With backoff, once it has a new token. */
		WITH_NEW_TOKEN,
		/** Only when the user asks for it. */
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
