package dev.parley.realtime;

import java.time.Duration;

/**
 * The answer of the {@link RateLimiter}.
 *
 * @param retryAfter when to try again if it was not allowed
 * @param abusive whether refusals have been ignored for so long that the connection has
 * to be closed
 */
public record RateLimitResult(boolean allowed, Duration retryAfter, boolean abusive) {

	static final RateLimitResult ALLOWED = new RateLimitResult(true, Duration.ZERO, false);

	static RateLimitResult refused(long afterNanos, boolean abusive) {
		return new RateLimitResult(false, Duration.ofNanos(afterNanos).plusMillis(1), abusive);
	}

}
