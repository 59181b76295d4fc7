package dev.parley.lab.load;

/** How many connections are due to be closed and opened again. Owned by one loop. */
final class Churn {

	private final double perSecond;

	private long done;

	Churn(double perSecond) {
		this.perSecond = perSecond;
	}

	/** Connections that have become due since the last call. */
	int newlyDue(long nanosSinceBegin) {
		long due = (long) Math.floor(nanosSinceBegin / 1e9 * this.perSecond);
		int fresh = Math.toIntExact(Math.max(0, due - this.done));
		this.done += fresh;
		return fresh;
	}

}
