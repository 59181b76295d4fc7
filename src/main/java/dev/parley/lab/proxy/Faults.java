package dev.parley.lab.proxy;

import java.time.Duration;

/**
 * Faults that the proxy applies to all traffic.
 *
 * @param latency added in each direction
 * @param jitter random variation of the latency, up and down
 * @param bytesPerSecond limit per connection and direction; 0 is unlimited
 * @param refusing whether new connections are closed at once
 * @param slowClose delay before the close of one side is forwarded to the other
 */
public record Faults(Duration latency, Duration jitter, long bytesPerSecond, boolean refusing, Duration slowClose) {

	/** A good network. */
	public static final Faults NONE = new Faults(Duration.ZERO, Duration.ZERO, 0, false, Duration.ZERO);

	public Faults {
		if (latency.isNegative() || jitter.isNegative() || slowClose.isNegative() || bytesPerSecond < 0) {
			throw new IllegalArgumentException("latency, jitter, bandwidth and slow close must not be negative");
		}
		if (jitter.compareTo(latency) > 0) {
			throw new IllegalArgumentException("the jitter must not be greater than the latency");
		}
	}

	public static Faults latency(Duration latency, Duration jitter) {
		return new Faults(latency, jitter, 0, false, Duration.ZERO);
	}

	public static Faults bandwidth(long bytesPerSecond) {
		return new Faults(Duration.ZERO, Duration.ZERO, bytesPerSecond, false, Duration.ZERO);
	}

	public static Faults refuse() {
		return new Faults(Duration.ZERO, Duration.ZERO, 0, true, Duration.ZERO);
	}

	boolean delays() {
		return !this.latency.isZero() || this.bytesPerSecond > 0;
	}

}
