package dev.parley.lab.load;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.HdrHistogram.Histogram;

import dev.parley.measure.Latencies;
import dev.parley.measure.LatencySummary;

/** Takes a sample of all loops once a second. Owned by the thread that runs the test. */
final class Sampler {

	private static final long INTERVAL_NANOS = 1_000_000_000;

	private final Run run;

	private final LoadLoops loops;

	private final GeneratorHealth health;

	private final Map<Metric, Histogram> totals = new EnumMap<>(Metric.class);

	private final List<LoadSample> samples = new ArrayList<>();

	private final Map<LoadCounter, Long> before = new EnumMap<>(LoadCounter.class);

	private long errorsBefore;

	private long begun;

	private long last;

	Sampler(Run run, LoadLoops loops, GeneratorHealth health) {
		this.run = run;
		this.loops = loops;
		this.health = health;
		for (Metric metric : Metric.values()) {
			this.totals.put(metric, Latencies.histogram());
		}
	}

	void begin(long at) {
		this.begun = at;
		this.last = at;
		this.health.cpuSinceLast();
		for (LoadCounter counter : LoadCounter.values()) {
			this.before.put(counter, this.loops.sum(counter));
		}
	}

	/** A sample, if it is time for one or the last is wanted. */
	Optional<LoadSample> look(boolean last) {
		long now = this.run.now();
		if (now - this.last < (last ? INTERVAL_NANOS / 10 : INTERVAL_NANOS)) {
			return Optional.empty();
		}
		this.last = now;
		Map<Metric, Histogram> interval = drain();
		LoadSample.Counts counts = new LoadSample.Counts(this.loops.joined(), delta(LoadCounter.SENT),
				delta(LoadCounter.ACKED), delta(LoadCounter.COPIES), delta(LoadCounter.RECEIVED), errorDelta());
		LoadSample sample = new LoadSample((now - this.begun) / 1e9, counts, summary(interval, Metric.DELIVERY),
				summary(interval, Metric.ACK), summary(interval, Metric.LAG).p99(), this.health.cpuSinceLast());
		this.samples.add(sample);
		return Optional.of(sample);
	}

	List<LoadSample> samples() {
		return this.samples;
	}

	/** Everything recorded so far, by metric; the loops have stopped. */
	Map<Metric, Histogram> totals() {
		drain();
		this.totals.values().removeIf((histogram) -> histogram.getTotalCount() == 0);
		return this.totals;
	}

	private Map<Metric, Histogram> drain() {
		Map<Metric, Histogram> interval = new EnumMap<>(Metric.class);
		this.totals.forEach((metric, total) -> {
			Histogram since = this.loops.drain(metric);
			total.add(since);
			interval.put(metric, since);
		});
		return interval;
	}

	private static LatencySummary summary(Map<Metric, Histogram> interval, Metric metric) {
		Histogram histogram = interval.get(metric);
		return (histogram == null) ? LatencySummary.EMPTY : LatencySummary.of(histogram);
	}

	private long delta(LoadCounter counter) {
		long now = this.loops.sum(counter);
		Long earlier = this.before.put(counter, now);
		return now - ((earlier == null) ? 0 : earlier);
	}

	private long errorDelta() {
		long now = this.run.errors().byKind().values().stream().mapToLong(Long::longValue).sum();
		long delta = now - this.errorsBefore;
		this.errorsBefore = now;
		return delta;
	}

}
