package dev.parley.lab.stress;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleFunction;

import dev.parley.lab.load.LoadResult;

/**
 * Finds how much a server carries: the load grows step by step until a criterion breaks,
 * then the knee is narrowed down by halves, and confirmed once more.
 */
public final class Stress {

	private final DoubleFunction<LoadResult> run;

	private final Consumer<Trial> listener;

	/**
	 * Will run a load of any size.
	 * @param run runs one load
	 * @param listener called after every trial
	 */
	public Stress(DoubleFunction<LoadResult> run, Consumer<Trial> listener) {
		this.run = run;
		this.listener = listener;
	}

	/**
	 * One load that was tried.
	 *
	 * @param load messages per second, or connections
	 * @param result what came of it
	 */
	public record Trial(double load, LoadResult result) {

		/** Whether the server carried it. */
		public boolean holds() {
			return this.result.outcome() == LoadResult.Outcome.PASSED;
		}

	}

	/**
	 * Searches.
	 * @param from the first load
	 * @param most the highest to try
	 * @param factor by which it grows
	 * @param precision share of the knee to which it is narrowed down
	 */
	public StressResult find(double from, double most, double factor, double precision) {
		List<Trial> trials = new ArrayList<>();
		double good = 0;
		double bad = 0;
		double load = from;
		while (bad == 0 && load <= most) {
			Trial trial = validTrial(load, trials);
			if (trial.result().outcome() == LoadResult.Outcome.INVALID
					|| trial.result().outcome() == LoadResult.Outcome.INTERRUPTED) {
				return new StressResult(trials, good, 0, "stopped at " + Math.round(load) + ": "
						+ ((trial.result().invalid() == null) ? "interrupted" : trial.result().invalid()));
			}
			good = trial.holds() ? load : good;
			bad = trial.holds() ? 0 : load;
			load *= factor;
		}
		while (bad > 0 && good > 0 && bad - good > precision * good) {
			double middle = (good + bad) / 2;
			if (validTrial(middle, trials).holds()) {
				good = middle;
			}
			else {
				bad = middle;
			}
		}
		return confirmed(trials, good, bad, factor);
	}

	/** Repeats the knee; if it does not hold a second time, tries lower ones. */
	private StressResult confirmed(List<Trial> trials, double good, double bad, double factor) {
		double knee = good;
		int tries = 0;
		while (knee > 0 && tries++ < 3 && !run(knee, trials).holds()) {
			knee /= Math.sqrt(factor);
		}
		return new StressResult(trials, knee, bad, (bad == 0) ? "everything held: raise --to" : "a criterion broke");
	}

	/** Repeats an invalid trial once: the generator may have been cold or disturbed. */
	private Trial validTrial(double load, List<Trial> trials) {
		Trial trial = run(load, trials);
		return (trial.result().outcome() == LoadResult.Outcome.INVALID) ? run(load, trials) : trial;
	}

	private Trial run(double load, List<Trial> trials) {
		Trial trial = new Trial(load, this.run.apply(load));
		trials.add(trial);
		this.listener.accept(trial);
		return trial;
	}

}
