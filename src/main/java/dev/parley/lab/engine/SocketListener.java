package dev.parley.lab.engine;

/**
 * What happens on one connection. Every method is called on the connection's event loop
 * and must not block.
 */
public interface SocketListener {

	/** The upgrade is done; frames may be sent. */
	void opened(Socket socket, OpenTimes times);

	/**
	 * A whole message came.
	 * @param payload valid during the call only
	 * @param nanos when its bytes were read from the socket
	 */
	void message(Socket socket, Payload payload, long nanos);

	/** The answer to a ping came. */
	default void pong(Socket socket, long nanos) {
	}

	/** The end, called exactly once, also where the connection never opened. */
	void closed(Socket socket, Closing closing);

}
