package dev.parley.lab.command;

import dev.parley.lab.engine.Endpoint;

/** Guards other people's machines against a large load by mistake. */
final class TargetConsent {

	/** More clients need consent, unless the server runs on this machine. */
	private static final int MAX_CLIENTS_WITHOUT = 1_000;

	private TargetConsent() {
	}

	static void require(Endpoint endpoint, int clients, boolean given) {
		if (clients > MAX_CLIENTS_WITHOUT && !endpoint.isLoopback() && !given) {
			throw new IllegalArgumentException(clients + " clients against " + endpoint
					+ ", which is not this machine: add --i-own-this-target if you own it");
		}
	}

}
