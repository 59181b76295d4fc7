package dev.parley.lab.check;

/** What a server must guarantee, whatever happens to its network and its processes. */
public enum Invariant {

	ACKED_NEVER_LOST("every confirmed message reaches every reader"),
	ONCE("every message is stored once, however often it was sent"),
	NO_GHOSTS("a message that was rejected or never sent is not delivered"),
	REAL_TIME_ORDER("a message confirmed before another was sent comes before it"),
	ONE_ORDER("every reader sees the same message under the same number"),
	NO_SILENT_HOLE("every connection receives the next event or is told to sync"),
	SYNC_IS_COMPLETE("after the last sync every reader has every number up to the head"),
	COUNTERS_CONVERGE("all readers end with the same total, and it counts what was confirmed"),
	PRESENCE_CONVERGES("all readers end up seeing who is online and who has left"),
	ONLY_IN_SCOPE("no user outside the scope receives anything of the engagement");

	private final String promise;

	Invariant(String promise) {
		this.promise = promise;
	}

	public String promise() {
		return this.promise;
	}

}
