package dev.parley.gateway;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** The form of the wire that client and server agree on. */
enum SubProtocol {

	/** One message in each frame. */
	V1("parley.v1"),
	/** Several waiting messages may come as an array in one frame. */
	V1_BATCH("parley.v1.batch"),
	/** The client named none: version 1, and none is named in the answer. */
	UNNAMED(null),
	/** The client speaks only versions that we do not. */
	UNSUPPORTED(null);

	private static final String PREFIX = "parley.";

	private final @Nullable String wire;

	SubProtocol(@Nullable String wire) {
		this.wire = wire;
	}

	@Nullable String wire() {
		return this.wire;
	}

	/** The first of the offered ones that we speak. */
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
	 * A version of ours that we do not speak, which must be echoed for a browser to show
	 * the page why it is closed.
	 */
	static Optional<String> unsupported(List<String> offered) {
		return offered.stream()
			.filter((protocol) -> protocol.startsWith(PREFIX) && !protocol.startsWith(Credential.SUB_PROTOCOL_PREFIX))
			.findFirst();
	}

}
