package dev.parley.lab.load;

import java.util.Arrays;
import java.util.function.IntConsumer;

import org.jspecify.annotations.Nullable;

/**
 * Which of one publisher's messages 0, 1, 2, … one listener has seen: two numbers while
 * they come in order, one bit per message where they do not. Owned by one thread.
 */
final class SeqTracker {

	/** What one arrival means. */
	enum Seen {

		/** New, and later than everything before. */
		NEW,
		/** New, but something sent after it came before. */
		REORDERED,
		/** It was here before. */
		DUPLICATE,
		/** It was on its way when the listener joined: it may come or not. */
		OPTIONAL

	}

	private static final int WORD = 64;

	private final int base;

	private int next;

	private int highest;

	private int unique;

	/**
	 * Bit i says that {@code aheadFrom + i} was seen; only kept while there is a hole.
	 */
	private long @Nullable [] ahead;

	private int aheadFrom;

	/** Expects everything from {@code base} on. */
	SeqTracker(int base) {
		this(base, base);
	}

	/** The same, and everything below {@code next} was seen already, in order. */
	SeqTracker(int base, int next) {
		this.base = base;
		this.next = next;
		this.highest = next - 1;
		this.unique = next - base;
	}

	Seen see(int seq) {
		if (seq == this.next && this.ahead == null) {
			this.next++;
			this.highest = seq;
			this.unique++;
			return Seen.NEW;
		}
		if (seq < this.base) {
			return Seen.OPTIONAL;
		}
		if (seq < this.next || isAhead(seq)) {
			return Seen.DUPLICATE;
		}
		markAhead(seq);
		this.unique++;
		Seen seen = (seq > this.highest) ? Seen.NEW : Seen.REORDERED;
		this.highest = Math.max(this.highest, seq);
		closeHole();
		return seen;
	}

	/** Different messages seen since the listener joined. */
	int unique() {
		return this.unique;
	}

	/** The latest message seen; below base if none. */
	int highest() {
		return this.highest;
	}

	boolean has(int seq) {
		return seq >= this.base && (seq < this.next || isAhead(seq));
	}

	/** Calls for every message from base to below {@code end} that was not seen. */
	void forEachMissing(int end, IntConsumer action) {
		for (int seq = this.next; seq < end; seq++) {
			if (!isAhead(seq)) {
				action.accept(seq);
			}
		}
	}

	private boolean isAhead(int seq) {
		long[] bits = this.ahead;
		int index = seq - this.aheadFrom;
		return bits != null && index >= 0 && index / WORD < bits.length
				&& (bits[index / WORD] & (1L << (index % WORD))) != 0;
	}

	private void markAhead(int seq) {
		long[] bits = this.ahead;
		if (bits == null) {
			this.aheadFrom = this.next;
			bits = new long[1];
		}
		int word = (seq - this.aheadFrom) / WORD;
		if (word >= bits.length) {
			bits = Arrays.copyOf(bits, Math.max(word + 1, bits.length * 2));
		}
		bits[word] |= 1L << ((seq - this.aheadFrom) % WORD);
		this.ahead = bits;
	}

	private void closeHole() {
		while (isAhead(this.next)) {
			this.next++;
		}
		if (this.next > this.highest) {
			this.ahead = null;
		}
	}

}
