package dev.parley.lab.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleFunction;

/**
 * Finds how much a server carries: the load grows step by step until a criterion breaks,
 * then the knee is narrowed down by halves, and confirmed once more.
 */
public final class Stress {

	private final DoubleFunction<LoadResult> run;

	private final Consumer<Step> listener;

	/**
	 * Will run a load of any size.
	 * @param run measures this load
	 * @param listener hears of every step
	 */
	public Stress(DoubleFunction<LoadResult> run, Consumer<Step> listener) {
		this.run = run;
		this.listener = listener;
	}

	/**
	 * One load that was tried.
	 *
	 * @param load messages per second, or connections
	 * @param result what came of it
	 */
	public record Step(double load, LoadResult result) {

		/** Whether the server carried it. */
		public boolean holds() {
			return this.result.outcome() == LoadResult.Outcome.PASSED;
		}

	}

	/**
	 * What was found.
	 *
	 * @param steps in the order they were run
	 * @param knee the highest load that held, twice; 0 if none did
	 * @param breaks the lowest that did not; 0 if everything held
	 * @param limit what stopped the search, for people
	 */
	public record Outcome(List<Step> steps, double knee, double breaks, String limit) {

	}

	/**
	 * Searches.
	 * @param from the first load
	 * @param most the highest to try
	 * @param factor by which it grows
	 * @param precision share of the knee to which it is narrowed down
	 */
	public Outcome find(double from, double most, double factor, double precision) {
		List<Step> steps = new ArrayList<>();
		double good = 0;
		double bad = 0;
		double load = from;
		while (bad == 0 && load <= most) {
			Step step = validStep(load, steps);
			if (step.result().outcome() == LoadResult.Outcome.INVALID
					|| step.result().outcome() == LoadResult.Outcome.INTERRUPTED) {
				return new Outcome(steps, good, 0, "stopped at " + Math.round(load) + ": "
						+ ((step.result().invalid() == null) ? "interrupted" : step.result().invalid()));
			}
			good = step.holds() ? load : good;
			bad = step.holds() ? 0 : load;
			load *= factor;
		}
		while (bad > 0 && good > 0 && bad - good > precision * good) {
			double middle = (good + bad) / 2;
			if (validStep(middle, steps).holds()) {
				good = middle;
			}
			else {
				bad = middle;
			}
		}
		return confirmed(steps, good, bad, factor);
	}

	/** What held once by luck does not hold twice: then the knee is lower. */
	private Outcome confirmed(List<Step> steps, double good, double bad, double factor) {
		double knee = good;
		int tries = 0;
		while (knee > 0 && tries++ < 3 && !step(knee, steps).holds()) {
			knee /= Math.sqrt(factor);
		}
		return new Outcome(steps, knee, bad, (bad == 0) ? "everything held: raise --to" : "a criterion broke");
	}

	/** A generator that was the limit once, cold or disturbed, gets a second chance. */
	private Step validStep(double load, List<Step> steps) {
		Step step = step(load, steps);
		return (step.result().outcome() == LoadResult.Outcome.INVALID) ? step(load, steps) : step;
	}

	private Step step(double load, List<Step> steps) {
		Step step = new Step(load, this.run.apply(load));
		steps.add(step);
		this.listener.accept(step);
		return step;
	}

}
