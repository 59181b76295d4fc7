package dev.parley.lab.load;

import java.util.BitSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The messages that one client publishes. Its loop writes; other loops read how many
 * there are and count down the copies of each.
 */
final class Publisher {

	private final int client;

	private final boolean inOrder;

	private final AtomicInteger sent = new AtomicInteger();

	private final SeqTracker acked = new SeqTracker(0);

	private final BitSet refused = new BitSet();

	private final BitSet uncertain = new BitSet();

	/**
	 * For each of the latest messages its number and the copies still to come, in one
	 * word.
	 */
	private final AtomicLongArray outstanding;

	/**
	 * Starts with no messages.
	 * @param client its number, also in the stamps
	 * @param inOrder whether its messages go one way, so that the server must keep their
	 * order
	 * @param ringSize messages whose copies are counted at a time
	 */
	Publisher(int client, boolean inOrder, int ringSize) {
		this.client = client;
		this.inOrder = inOrder;
		this.outstanding = new AtomicLongArray(Integer.highestOneBit(Math.max(16, ringSize)));
	}

	int client() {
		return this.client;
	}

	/**
	 * How many were begun; a message counts before it is written, so that a listener
	 * never expects too much.
	 */
	int sent() {
		return this.sent.getAcquire();
	}

	/** Begins the next message, of which so many copies are expected; its number. */
	int begin(int copies) {
		int seq = this.sent.getPlain();
		this.outstanding.set(slot(seq), ((long) seq << 32) | copies);
		this.sent.setRelease(seq + 1);
		return seq;
	}

	/** Takes back the message just begun: it could not be written. */
	void takeBack(int seq) {
		this.sent.setRelease(seq);
	}

	/** One copy has come; answers whether it was the last. */
	boolean copied(int seq) {
		long after = this.outstanding.addAndGet(slot(seq), -1);
		if ((int) (after >>> 32) != seq) {
			this.outstanding.incrementAndGet(slot(seq));
			return false;
		}
		return (int) after == 0;
	}

	/** Whether its messages go one way, so that the server must keep their order. */
	boolean isInOrder() {
		return this.inOrder;
	}

	SeqTracker acked() {
		return this.acked;
	}

	void refuse(int seq) {
		this.refused.set(seq);
	}

	/** Whether the server took it is unknown. */
	void uncertain(int seq) {
		this.uncertain.set(seq);
	}

	/**
	 * Whether the server must have delivered it: confirmed, or never confirmed by this
	 * kind of server but not in doubt.
	 */
	boolean mustArrive(int seq, boolean acks) {
		return !this.refused.get(seq) && (acks ? this.acked.has(seq) : !this.uncertain.get(seq));
	}

	private int slot(int seq) {
		return seq & (this.outstanding.length() - 1);
	}

}
