package dev.parley.lab.events;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** What an event test found, step by step. */
public record EventResult(String name, List<Step> steps) {

	/**
	 * One step.
	 *
	 * @param expected frames that had to come, over all clients
	 * @param received of them
	 * @param missing what did not come, or came too often, or came though it must not; a
	 * line each
	 * @param unexpected frames that nobody expected; told, but no failure
	 * @param error what went wrong with the trigger, or null
	 * @param millis until everything expected was there
	 */
	public record Step(String name, int expected, int received, List<String> missing, List<String> unexpected,
			@Nullable String error, long millis) {

		public boolean isOk() {
			return this.error == null && this.missing.isEmpty();
		}

	}

	public boolean isOk() {
		return this.steps.stream().allMatch(Step::isOk);
	}

	public int expected() {
		return this.steps.stream().mapToInt(Step::expected).sum();
	}

	public int received() {
		return this.steps.stream().mapToInt(Step::received).sum();
	}

	/** Share of the expected frames that came; 1 where only absence was expected. */
	public double successRate() {
		return (expected() == 0) ? 1 : (double) received() / expected();
	}

}
