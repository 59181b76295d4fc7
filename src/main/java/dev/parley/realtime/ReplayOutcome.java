package dev.parley.realtime;

/**
 * What became of a page of a replay; one of the two is called, unless the connection is
 * gone. Called on the connection's own thread: must not block.
 */
public interface ReplayOutcome {

	/** The page and its {@code synced} are queued. */
	void synced();

	/**
	 * Live events after {@code upTo} were withheld meanwhile. There is room for another
	 * page now, and a {@code replay} or {@code abandon} has to follow.
	 */
	void missed(long upTo);

}
