package dev.parley.gateway;

import java.time.Clock;
import java.time.Duration;

import org.springframework.stereotype.Component;

import dev.parley.protocol.ErrorCode;

/** Limits how many frames that break the protocol a connection may send in a minute. */
@Component
final class BrokenFrameLimit {

	private static final long MINUTE = Duration.ofMinutes(1).toMillis();

	private final int limit;

	private final Clock clock;

	BrokenFrameLimit(GatewayProperties properties, Clock clock) {
		this.limit = properties.brokenFrames();
		this.clock = clock;
	}

	Counter counter() {
		return new Counter();
	}

	/** Counts for one connection. Called by one thread at a time. */
	final class Counter {

		private int broken;

		private long since;

		/**
		 * Counts a refused frame; true if the connection has now sent too many broken
		 * ones.
		 */
		boolean isExceededBy(ErrorCode reason) {
			return switch (reason) {
				case MALFORMED, UNKNOWN_TYPE, TOO_LARGE -> count();
				default -> false;
			};
		}

		private boolean count() {
			long now = BrokenFrameLimit.this.clock.millis();
			if (now - this.since > MINUTE) {
				this.since = now;
				this.broken = 0;
			}
			return ++this.broken > BrokenFrameLimit.this.limit;
		}

	}

}
