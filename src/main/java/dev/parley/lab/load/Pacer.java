package dev.parley.lab.load;

import java.util.List;

/**
 * Decides when the clients of one event loop publish. Every method is called on the loop,
 * and only while the run is sending.
 */
sealed interface Pacer permits RatePacer, WindowPacer, ThinkPacer, IdlePacer {

	/** Sending begins. */
	void begin(long at);

	/** A client has joined while the run is sending. */
	default void joined(PacedClient client) {
	}

	/** A message of this client has been answered. */
	default void answered(PacedClient client, long at) {
	}

	/** The server has stopped answering; these clients no longer wait for it. */
	default void unanswered(List<PacedClient> clients, long at) {
	}

}
