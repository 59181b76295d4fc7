package dev.parley.identity.signin;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import com.github.benmanes.caffeine.cache.Cache;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;

/**
 * Lets each key try a few times at once and then once per pause. Any thread may call.
 */
final class AttemptLimiter {

	/** Keys remembered; whoever uses more than these is limited by address. */
	private static final int MOST = 100_000;

	private final long pause;

	private final long tolerance;

	private final Clock clock;

	/** When each key will have earned back all its attempts. */
	private final Cache<String, Long> earnedBack;

	AttemptLimiter(int burst, Duration pause, Clock clock) {
		this.pause = pause.toMillis();
		this.tolerance = (burst - 1) * this.pause;
		this.clock = clock;
		this.earnedBack = ExpiringCache.of(MOST, pause.multipliedBy(burst + 1L), clock);
	}

	/**
	 * Takes an attempt.
	 * @throws RejectedException RATE_LIMITED with the time until the next
	 */
	void take(String key) {
		long now = this.clock.millis();
		AtomicLong wait = new AtomicLong();
		this.earnedBack.asMap().compute(key, (same, before) -> {
			long from = (before != null) ? Math.max(before, now) : now;
			wait.set(from - now - this.tolerance);
			return (wait.get() > 0) ? before : Long.valueOf(from + this.pause);
		});
		if (wait.get() > 0) {
			Duration retryAfter = Duration.ofMillis(wait.get());
			throw RejectedException.retryLater(ErrorCode.RATE_LIMITED,
					"Too many attempts; try again in " + Math.ceilDiv(wait.get(), 1000) + " s.", retryAfter);
		}
	}

	/** Returns an attempt that turned out to be an honest one. */
	void giveBack(String key) {
		this.earnedBack.asMap().computeIfPresent(key, (same, before) -> before - this.pause);
	}

}
