package dev.parley.protocol;

import java.util.Locale;

/**
 * The reason for rejecting a request; lower case on the wire. Clients rely on these
 * codes: never rename or reuse one.
 */
public enum ErrorCode {

	BAD_REQUEST(400), MALFORMED(400), UNKNOWN_TYPE(400), TOO_LARGE(413), UNAUTHENTICATED(401), TOKEN_EXPIRED(401),
	FORBIDDEN(403), NOT_FOUND(404), METHOD_NOT_ALLOWED(405), NOT_ACCEPTABLE(406), CONFLICT(409), ID_REUSED(409),
	VERSION_MISMATCH(412), UNSUPPORTED_MEDIA_TYPE(415), PRECONDITION_REQUIRED(428), RATE_LIMITED(429), BUSY(503),
	UNAVAILABLE(503), INTERNAL(500);

	private final int status;

	private final String wire;

	ErrorCode(int status) {
		this.status = status;
		this.wire = name().toLowerCase(Locale.ROOT);
	}

	/** The HTTP status of a response with this code. */
	public int status() {
		return this.status;
	}

	public String wire() {
		return this.wire;
	}

}
