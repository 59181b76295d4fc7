package dev.parley.lab.load;

import java.util.concurrent.atomic.AtomicLongArray;

/** Counters of one loop: it alone adds, anybody reads. */
@SuppressWarnings("EnumOrdinal") // an index that lives no longer than the run
final class Tally {

	private final AtomicLongArray counts = new AtomicLongArray(Count.values().length);

	void add(Count count, long amount) {
		int index = count.ordinal();
		this.counts.setRelease(index, this.counts.getPlain(index) + amount);
	}

	void increment(Count count) {
		add(count, 1);
	}

	long get(Count count) {
		return this.counts.getAcquire(count.ordinal());
	}

}
