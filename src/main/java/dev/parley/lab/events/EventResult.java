package dev.parley.lab.events;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** The result of an event test, step by step. */
public record EventResult(String name, List<StepResult> steps) {

	/**
	 * The result of one step.
	 *
	 * @param expected frames that had to arrive, over all clients
	 * @param received how many of them arrived
	 * @param missing one line for each expectation that does not hold
	 * @param unexpected frames that match no expectation; reported, but not a failure
	 * @param error why the trigger failed, or null
	 * @param millis until all expected frames had arrived
	 */
	public record StepResult(String name, int expected, int received, List<String> missing, List<String> unexpected,
			@Nullable String error, long millis) {

		public boolean isOk() {
			return this.error == null && this.missing.isEmpty();
		}

	}

	public boolean isOk() {
		return this.steps.stream().allMatch(StepResult::isOk);
	}

	public int expected() {
		return this.steps.stream().mapToInt(StepResult::expected).sum();
	}

	public int received() {
		return this.steps.stream().mapToInt(StepResult::received).sum();
	}

	/** Share of the expected frames that arrived; 1 if no frames were expected. */
	public double successRate() {
		return (expected() == 0) ? 1 : (double) received() / expected();
	}

}
