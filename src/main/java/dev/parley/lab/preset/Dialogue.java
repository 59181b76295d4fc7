package dev.parley.lab.preset;

import dev.parley.lab.engine.Payload;
import dev.parley.lab.engine.Socket;

/**
 * One client's part in the conversation with the server. Owned by its connection's loop.
 */
public interface Dialogue {

	/** What a message means. */
	enum MessageKind {

		/** From now on the client hears its rooms. */
		READY,
		/** A copy of what somebody published. */
		DELIVERY,
		/** The server has taken what this client published. */
		ACK,
		/** The server has not taken it. */
		REFUSED,
		/** Anything else. */
		OTHER

	}

	/** The connection stands. Answers whether the client hears its rooms already. */
	boolean opened(Socket socket);

	/** A message came; replies that the server needs are sent here. */
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

	/** What the server has not said yet, while this client is not let in. */
	default String waitsFor() {
		return "the server's first message";
	}

	/** Why something was refused, in a word or two. */
	default String reason(Payload payload) {
		return "refused";
	}

}
