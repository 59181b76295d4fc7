package dev.parley.lab.preset;

import java.net.http.HttpRequest;
import java.util.Optional;

import dev.parley.lab.engine.Dial;

/**
 * Who takes part in a run, and in which rooms. Its methods are called from several loops
 * and block on nothing.
 */
public interface Roster extends AutoCloseable {

	/** Who receives what a client publishes. */
	enum Fanout {

		/** The server answers the sender alone: an echo. */
		SENDER,
		/** Everyone in the room but the sender. */
		OTHERS,
		/** Everyone in the room, the sender too. */
		EVERYONE

	}

	Fanout fanout();

	/**
	 * Whether the server confirms each message to its sender, apart from delivering it.
	 */
	boolean acks();

	/** Whether the server numbers what it delivers in each room, 1 by 1. */
	boolean numbers();

	/** How many rooms there are; for an echo one per client. */
	int rooms();

	/** The rooms that this client hears. */
	int[] roomsOf(int client);

	/** The room that this client publishes to, one of those it hears. */
	int publishesTo(int client);

	Dial dial(int client);

	/** A new conversation of this client, for one connection. */
	Dialogue dialogue(int client);

	/** What this client publishes, about so many bytes long. */
	MessageTemplate message(int client, int bytes);

	/** The same message as a request to the server's REST interface, where it has one. */
	default Optional<HttpRequest> publishOverHttp(int client, String stamp, int bytes) {
		return Optional.empty();
	}

	@Override
	default void close() {
	}

}
