package dev.parley.lab.proxy;

import java.time.Duration;

/**
 * What the proxy does to every byte.
 *
 * @param latency added in each direction
 * @param jitter by which the latency varies, up and down
 * @param bytesPerSecond at most, of each connection and direction; 0 is unlimited
 * @param refusing whether new connections are dropped at once
 * @param slowClose how much later the end of one side is told to the other
 */
public record Faults(Duration latency, Duration jitter, long bytesPerSecond, boolean refusing, Duration slowClose) {

	/** A good network. */
	public static final Faults NONE = new Faults(Duration.ZERO, Duration.ZERO, 0, false, Duration.ZERO);

	public Faults {
		if (latency.isNegative() || jitter.isNegative() || slowClose.isNegative() || bytesPerSecond < 0) {
			throw new IllegalArgumentException("faults are not negative");
		}
		if (jitter.compareTo(latency) > 0) {
			throw new IllegalArgumentException("the jitter cannot be larger than the latency");
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
