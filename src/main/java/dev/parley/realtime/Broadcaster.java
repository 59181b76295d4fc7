package dev.parley.realtime;

/** Delivers a frame to all connections of an audience, each once. */
public interface Broadcaster {

	/**
	 * Returns at once. Frames handed over by one thread reach each connection in that
	 * order; a connection that fails does not affect any other.
	 */
	void broadcast(Audience audience, Frame frame);

	/**
	 * Whether a connection of this node is in the audience, so that events for it have to
	 * be read and encoded. True from before a connection is open until after it has
	 * ended; may be true for longer, never for less.
	 */
	boolean reaches(Audience audience);

}
