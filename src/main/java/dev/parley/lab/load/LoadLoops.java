package dev.parley.lab.load;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.HdrHistogram.Histogram;

import dev.parley.measure.Latencies;

/** The event loops of a run, added up. */
record LoadLoops(List<LoadLoop> loops) {

	/** Spreads the run's clients over the engine's loops. */
	static LoadLoops of(Run run) {
		int count = run.engine().loops().size();
		return new LoadLoops(IntStream.range(0, count)
			.mapToObj((i) -> new LoadLoop(run.engine().loops().get(i), run, i, count))
			.toList());
	}

	void forEach(Consumer<LoadLoop> action) {
		this.loops.forEach(action);
	}

	long sum(LoadCounter counter) {
		return this.loops.stream().mapToLong((loop) -> loop.get(counter)).sum();
	}

	/** Clients that are in their rooms now. */
	long joined() {
		return this.loops.stream().flatMap((loop) -> loop.clients().stream()).filter(LoadClient::isJoined).count();
	}

	/** Copies that are still expected. */
	long missing() {
		return sum(LoadCounter.EXPECTED) - sum(LoadCounter.COPIES);
	}

	/** The latencies recorded since the last call. */
	Histogram drain(Metric metric) {
		Histogram histogram = Latencies.histogram();
		this.loops.forEach((loop) -> loop.drainInto(metric, histogram));
		return histogram;
	}

	/** The copies of all connections; called when the loops have stopped. */
	CopyCount settle() {
		return this.loops.stream().map(LoadLoop::settle).reduce(CopyCount.NONE, CopyCount::plus);
	}

}
