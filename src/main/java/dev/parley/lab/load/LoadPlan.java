package dev.parley.lab.load;

import java.time.Duration;
import java.util.List;

import dev.parley.lab.engine.EngineOptions;
import dev.parley.lab.preset.Preset;
import dev.parley.lab.preset.Target;
import dev.parley.measure.Threshold;

/**
 * The configuration of a load test.
 *
 * @param preset how the server is spoken to
 * @param target what is measured, with how many clients and rooms
 * @param engine how connections are made
 * @param pace when messages are sent, warm-up included
 * @param workload what they are
 * @param timing how long everything takes
 * @param thresholds what must hold
 */
public record LoadPlan(Preset preset, Target target, EngineOptions engine, Pace pace, Workload workload, Timing timing,
		List<Threshold> thresholds) {

	public LoadPlan {
		thresholds = List.copyOf(thresholds);
	}

	/**
	 * What the messages are.
	 *
	 * @param payload wished length of a message in bytes
	 * @param publishers how many of the clients publish
	 * @param httpShare share of the messages that go by REST
	 * @param churn connections closed and opened again per second
	 */
	public record Workload(int payload, int publishers, double httpShare, double churn) {

		public Workload {
			if (payload < 0 || publishers < 0 || churn < 0 || httpShare < 0 || httpShare > 1) {
				throw new IllegalArgumentException(
						"payload, publishers and churn are 0 or more, the HTTP share 0 to 1");
			}
		}

	}

	/**
	 * How long everything takes.
	 *
	 * @param rampUp over which the connections are opened
	 * @param warmup of sending, measured for integrity but not for latency
	 * @param duration of sending that is measured
	 * @param grace for copies that are still on their way
	 * @param patience with a server that is not there yet
	 */
	public record Timing(Duration rampUp, Duration warmup, Duration duration, Duration grace, Duration patience) {

		/** Seconds of everything for which messages are sent. */
		public Duration sending() {
			return this.warmup.plus(this.duration);
		}

	}

}
