package dev.parley.realtime;

/** Hands a frame to all connections of an audience, each once. */
public interface Broadcaster {

	/**
	 * Returns at once. Frames handed over by one thread reach each connection in that
	 * order; a connection that fails disturbs no other.
	 */
	void broadcast(Audience audience, Frame frame);

}
