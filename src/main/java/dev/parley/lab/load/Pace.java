package dev.parley.lab.load;

import java.time.Duration;
import java.util.List;

import dev.parley.lab.engine.Schedule;

/** When messages are sent. */
public sealed interface Pace {

	/**
	 * At a fixed rate (open loop): waiting counts as latency.
	 *
	 * @param schedule the rate over the time of the run
	 */
	record Rate(Schedule schedule) implements Pace {

	}

	/**
	 * As fast as the server answers (closed loop): finds the limit, but hides waiting.
	 *
	 * @param inFlight most messages of each client that wait for their answer
	 */
	record Window(int inFlight) implements Pace {

		public Window {
			if (inFlight < 1) {
				throw new IllegalArgumentException("at least one message must be in flight");
			}
		}

	}

	/**
	 * As people do: answer, think, write.
	 *
	 * @param pause after each answer
	 * @param jitter share by which the pause varies
	 */
	record Think(Duration pause, double jitter) implements Pace {

	}

	/** Nothing is sent: connections only. */
	record Idle() implements Pace {

	}

	/** At a constant rate. */
	static Pace rate(double perSecond, Duration duration) {
		return new Rate(Schedule.constant(perSecond, duration));
	}

	/** Along the stages, beginning at a rate of 0. */
	static Pace stages(List<Schedule.Stage> stages) {
		return new Rate(Schedule.stages(0, stages));
	}

}
