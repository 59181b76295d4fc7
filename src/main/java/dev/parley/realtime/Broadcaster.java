package dev.parley.realtime;

/** Hands a frame to all connections of an audience, each once. */
public interface Broadcaster {

	/**
	 * Returns at once. Frames handed over by one thread reach each connection in that
	 * order; a connection that fails disturbs no other.
	 */
	void broadcast(Audience audience, Frame frame);

	/**
	 * Whether anybody connected here would get it; what reaches nobody need not be read
	 * or encoded. May say yes to be safe.
	 */
	default boolean reaches(Audience audience) {
		return true;
	}

}
