package dev.parley.realtime;

/** What happens to a frame when a connection cannot keep up. */
public enum DeliveryClass {

	/** Answers and notices of the connection itself: kept, in order. */
	CONNECTION,
	/**
	 * An event of the record: in order and without holes, or the connection has to sync.
	 */
	JOURNAL,
	/** The newest value of its key counts; older ones may be replaced while they wait. */
	STATE,
	/** Best effort, first to be dropped. */
	EPHEMERAL

}
