package dev.parley.lab.check;

/** What a server must keep, whatever happens to its network and its processes. */
public enum Invariant {

	ACKED_NEVER_LOST("every confirmed message reaches every reader"),
	ONCE("one message has one number, however often it was sent"),
	NO_GHOSTS("nobody sees what was refused or never sent"),
	REAL_TIME_ORDER("what was confirmed before something was sent comes before it"),
	ONE_ORDER("every reader sees the same message under the same number"),
	NO_SILENT_HOLE("a connection gets the next event, or is told to sync"),
	SYNC_IS_COMPLETE("after the last sync every reader has every number up to the head"),
	COUNTERS_CONVERGE("in the end everybody sees the same total, and it counts what was confirmed"),
	PRESENCE_CONVERGES("in the end everybody sees who is there and who has left"),
	ONLY_IN_SCOPE("nobody outside the scope receives anything of it");

	private final String promise;

	Invariant(String promise) {
		this.promise = promise;
	}

	public String promise() {
		return this.promise;
	}

}
