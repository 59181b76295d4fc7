package dev.parley.lab.check;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.parley.lab.engine.Endpoint;
import dev.parley.lab.engine.EngineOptions;

/** What a check was asked to do. */
record CheckPlan(Subject subject, Participants participants, Rounds rounds, Timeouts timeouts) {

	/**
	 * The server under test.
	 *
	 * @param engine how connections are made; a check uses one loop, and its clients
	 * reach the server through the proxy from the local addresses
	 * @param headers of every handshake
	 * @param command starts the server so that it can be killed, or null
	 */
	record Subject(Endpoint endpoint, URI api, EngineOptions engine, Map<String, String> headers,
			@Nullable String command) {

	}

	/**
	 * The accounts that the check uses.
	 *
	 * @param users {@code email:password}, all of them in scope
	 * @param outsider a user who is not in scope, or null
	 * @param engagement or null for any that all users see
	 * @param clients connections, spread over the users
	 * @param every how often each client publishes
	 */
	record Participants(List<String> users, @Nullable String outsider, @Nullable String engagement, int clients,
			Duration every) {

	}

	/**
	 * The faults.
	 *
	 * @param kinds that may be injected
	 */
	record Rounds(int count, Duration length, List<FaultKind> kinds, long seed) {

	}

	/**
	 * How long to wait.
	 *
	 * @param startup for the server to start
	 * @param settling for all clients to settle
	 * @param arrival for a change of presence or of a total to arrive
	 * @param leaving for a user without a connection to go offline
	 */
	record Timeouts(Duration startup, Duration settling, Duration arrival, Duration leaving) {

	}

}
