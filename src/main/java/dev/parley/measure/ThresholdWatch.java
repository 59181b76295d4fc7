package dev.parley.measure;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;

/**
 * One threshold over time: broken once it has failed for its hold time, whole again once
 * it has held, with a margin, for as long. Values between the limit and the margin change
 * nothing, so a value that trembles at the limit raises one alert. Not thread-safe: its
 * sampler owns it.
 */
public final class ThresholdWatch {

	private final Threshold threshold;

	private final double margin;

	private State state = State.UNKNOWN;

	private @Nullable Instant turningSince;

	/** The state of the threshold. */
	public enum State {

		UNKNOWN, HOLDS, BROKEN

	}

	/**
	 * Starts in the state unknown.
	 * @param threshold what should hold
	 * @param margin share of the limit by which a broken one must be better to recover,
	 * for example 0.05
	 */
	public ThresholdWatch(Threshold threshold, double margin) {
		this.threshold = threshold;
		this.margin = margin;
	}

	public Threshold threshold() {
		return this.threshold;
	}

	public State state() {
		return this.state;
	}

	/**
	 * Takes the next sample, in order of time, and answers the state after it. A missing
	 * value changes nothing.
	 */
	public State offer(Instant at, OptionalDouble value) {
		if (value.isEmpty()) {
			this.turningSince = null;
			return this.state;
		}
		boolean turns = (this.state == State.BROKEN) ? this.threshold.holdsWithMargin(value.getAsDouble(), this.margin)
				: !this.threshold.holdsFor(value.getAsDouble());
		if (!turns) {
			this.turningSince = null;
			this.state = (this.state == State.UNKNOWN) ? State.HOLDS : this.state;
			return this.state;
		}
		Instant since = (this.turningSince == null) ? at : this.turningSince;
		this.turningSince = since;
		if (Duration.between(since, at).compareTo(this.threshold.hold()) >= 0) {
			this.state = (this.state == State.BROKEN) ? State.HOLDS : State.BROKEN;
			this.turningSince = null;
		}
		return this.state;
	}

}
