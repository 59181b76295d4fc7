package dev.parley.realtime;

import java.time.Duration;

/**
 * Whether something may be done now.
 *
 * @param retryAfter when to try again, if not
 * @param insisting whether refusals have been ignored for so long that the connection is
 * to be closed
 */
public record Admission(boolean admitted, Duration retryAfter, boolean insisting) {

	static final Admission GRANTED = new Admission(true, Duration.ZERO, false);

	static Admission refused(long afterNanos, boolean insisting) {
		return new Admission(false, Duration.ofNanos(afterNanos).plusMillis(1), insisting);
	}

}
