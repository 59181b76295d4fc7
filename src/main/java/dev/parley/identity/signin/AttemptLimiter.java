package dev.parley.identity.signin;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import com.github.benmanes.caffeine.cache.Cache;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;

/** Allows each key a burst of attempts and then one per pause. Thread-safe. */
final class AttemptLimiter {

	/** Keys remembered; a caller who uses more is still limited by address. */
	private static final int MAX_KEYS = 100_000;

	private final long pause;

	private final long tolerance;

	private final Clock clock;

	/** When each key will have regained all its attempts. */
	private final Cache<String, Long> regained;

	AttemptLimiter(int burst, Duration pause, Clock clock) {
		this.pause = pause.toMillis();
		this.tolerance = (burst - 1) * this.pause;
		this.clock = clock;
		this.regained = ExpiringCache.of(MAX_KEYS, pause.multipliedBy(burst + 1L), clock);
	}

	/**
	 * Takes an attempt.
	 * @throws RejectedException with RATE_LIMITED and the time until the next attempt
	 */
	void take(String key) {
		long now = this.clock.millis();
		AtomicLong wait = new AtomicLong();
		this.regained.asMap().compute(key, (same, before) -> {
			long from = (before != null) ? Math.max(before, now) : now;
			wait.set(from - now - this.tolerance);
			return (wait.get() > 0) ? before : Long.valueOf(from + this.pause);
		});
		if (wait.get() > 0) {
			Duration retryAfter = Duration.ofMillis(wait.get());
			throw RejectedException.retryLater(ErrorCode.RATE_LIMITED,
					"Too many attempts. Try again in " + Math.ceilDiv(wait.get(), 1000) + " s.", retryAfter);
		}
	}

	/** Returns an attempt that succeeded. */
	void giveBack(String key) {
		this.regained.asMap().computeIfPresent(key, (same, before) -> before - this.pause);
	}

}
