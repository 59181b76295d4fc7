package dev.parley.realtime;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets through so many a second for long and a burst at once. Any thread may take; it is
 * one number: the time at which the bucket will be full again.
 */
final class TokenBucket {

	private static final long SECOND = 1_000_000_000;

	private final AtomicLong fullAt;

	TokenBucket(long now) {
		this.fullAt = new AtomicLong(now);
	}

	/**
	 * Takes one if there is one.
	 * @return 0, or after how many nanoseconds there will be one
	 */
	long take(long now, int perSecond, int burst) {
		long interval = SECOND / perSecond;
		while (true) {
			long before = this.fullAt.get();
			long start = (before - now > 0) ? before : now;
			long wait = start - now - interval * (burst - 1L);
			if (wait > 0) {
				return wait;
			}
			if (this.fullAt.compareAndSet(before, start + interval)) {
				return 0;
			}
		}
	}

	/** Whether there is none; takes nothing. */
	boolean isEmpty(long now, int perSecond, int burst) {
		return this.fullAt.get() - now > SECOND / perSecond * (burst - 1L);
	}

}
