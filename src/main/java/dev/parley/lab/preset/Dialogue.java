package dev.parley.lab.preset;

import dev.parley.lab.engine.Payload;
import dev.parley.lab.engine.Socket;

/**
 * One client's side of the protocol. Owned by its connection's loop.
 */
public interface Dialogue {

	/** The meaning of a message. */
	enum MessageKind {

		/** From now on the client receives the messages of its rooms. */
		READY,
		/** A copy of a published message. */
		DELIVERY,
		/** The server has taken what this client published. */
		ACK,
		/** The server has not taken it. */
		REFUSED,
		/** Anything else. */
		OTHER

	}

	/**
	 * The connection is open. Returns whether the client has joined its rooms already.
	 */
	boolean opened(Socket socket);

	/** Takes a message and sends the replies that the server needs. */
	MessageKind receive(Socket socket, Payload payload);

	/** The number the server gave this delivery in its room, or -1. */
	default long sequence(Payload payload) {
		return -1;
	}

	/**
	 * The room of a numbered message of a client that hears several, or -1 if it does not
	 * say.
	 */
	default int room(Payload payload) {
		return -1;
	}

	/** What this client still waits for before it has joined. */
	default String waitsFor() {
		return "the server's first message";
	}

	/** Why something was refused, in a word or two. */
	default String reason(Payload payload) {
		return "refused";
	}

}
