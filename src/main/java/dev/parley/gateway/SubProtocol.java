package dev.parley.gateway;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The sub-protocol that client and server agree on.
 */
enum SubProtocol {

	/**
	 * One message per frame.
	 */
	V1("parley.v1"),
	/**
	 * Several waiting messages may share a frame as an array.
	 */
	V1_BATCH("parley.v1.batch"),
	/**
	 * The client offered none: version 1, and the response names none.
	 */
	UNNAMED(null),
	/**
	 * The client offered only unsupported versions.
	 */
	UNSUPPORTED(null);

	private static final String PREFIX = "parley.";

	private final @Nullable String wire;

	SubProtocol(@Nullable String wire) {
		this.wire = wire;
	}

	@Nullable String wire() {
		return this.wire;
	}

	/**
	 * The first offered sub-protocol that the server supports.
	 */
	static SubProtocol among(List<String> offered) {
		for (String protocol : offered) {
			if (protocol.equals(V1.wire)) {
				return V1;
			}
			if (protocol.equals(V1_BATCH.wire)) {
				return V1_BATCH;
			}
		}
		return unsupported(offered).isPresent() ? UNSUPPORTED : UNNAMED;
	}

	/**
	 * An offered version of Parley that the server does not support. It must be echoed,
	 * or a browser would not show the page why it is closed.
	 */
	static Optional<String> unsupported(List<String> offered) {
		return offered.stream()
			.filter((protocol) -> protocol.startsWith(PREFIX) && !protocol.startsWith(Credential.SUB_PROTOCOL_PREFIX))
			.findFirst();
	}

}
