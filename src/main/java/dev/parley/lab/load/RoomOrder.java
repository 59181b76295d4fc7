package dev.parley.lab.load;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which message has which number in one room, as the first listener heard it; all others
 * must have heard the same. The latest numbers are kept. Any loop may ask.
 */
final class RoomOrder {

	private static final int KEPT = 1 << 14;

	private final AtomicLongArray numbers = new AtomicLongArray(KEPT);

	private final AtomicLongArray messages = new AtomicLongArray(KEPT);

	/**
	 * Whether this message may have this number; false if a listener heard another one
	 * under it.
	 */
	boolean agrees(long number, int publisher, int seq) {
		int slot = (int) (number & (KEPT - 1));
		long message = ((long) publisher << 32) | (seq & 0xFFFFFFFFL);
		long known = this.numbers.getAcquire(slot);
		if (known == number + 1) {
			return this.messages.getAcquire(slot) == message;
		}
		if (known <= number && this.numbers.compareAndSet(slot, known, -number - 1)) {
			this.messages.setRelease(slot, message);
			this.numbers.setRelease(slot, number + 1);
		}
		return true;
	}

}
