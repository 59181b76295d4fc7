package dev.parley.lab.load;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.parley.measure.LatencySummary;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Adds up what the loops counted, once they have stopped. */
final class LoadResultBuilder {

	/** The generator must reach this share of the planned sendings. */
	private static final double LEAST_ACHIEVED = 0.95;

	/** A delay of the generator below this harms no measurement that it makes. */
	private static final double HARMLESS_LAG_NANOS = 10e6;

	/** The generator's own delay must stay below this share of what it measures. */
	private static final double MOST_LAG_SHARE = 0.5;

	private final Run run;

	private final LoadLoops loops;

	private final Sampler sampler;

	private final GeneratorHealth health;

	LoadResultBuilder(Run run, LoadLoops loops, Sampler sampler, GeneratorHealth health) {
		this.run = run;
		this.loops = loops;
		this.sampler = sampler;
		this.health = health;
	}

	LoadResult result(Instant startedAt, double sentFor, long atEnd, boolean interrupted) {
		LoadPlan plan = this.run.plan();
		Map<Metric, Histogram> histograms = this.sampler.totals();
		LoadResult.Traffic traffic = traffic(sentFor);
		LatencySummary lag = summary(histograms, Metric.LAG);
		LoadResult.Connections connections = new LoadResult.Connections(plan.target().clients(),
				sum(LoadCounter.OPENED), sum(LoadCounter.FAILED_TO_OPEN), sum(LoadCounter.LOST_CONNECTIONS), atEnd);
		return new LoadResult(plan.preset().name(), plan.target().endpoint().toString(), startedAt,
				Duration.ofNanos(Math.round(Math.max(0, sentFor * 1e9 - plan.timing().warmup().toNanos()))),
				connections, traffic, integrity(), histograms, this.run.errors().byKind(),
				List.copyOf(this.sampler.samples()), this.health.result(lag.p99()), List.of(),
				interrupted ? null : invalid(traffic, histograms, connections), interrupted);
	}

	private LoadResult.Traffic traffic(double sentFor) {
		long planned = (this.run.plan().pace() instanceof Pace.Rate rate)
				? (long) Math.floor(rate.schedule().dueBy(Math.round(sentFor * 1e9))) : 0;
		long sent = sum(LoadCounter.SENT);
		return new LoadResult.Traffic(planned, sent, sum(LoadCounter.ACKED), sum(LoadCounter.REFUSED),
				sum(LoadCounter.DROPPED), sum(LoadCounter.TIMED_OUT), sum(LoadCounter.COPIES),
				sum(LoadCounter.RECEIVED), sum(LoadCounter.SENT_BYTES), sum(LoadCounter.RECEIVED_BYTES),
				sum(LoadCounter.HTTP_SENT), sum(LoadCounter.HTTP_SENT) - sum(LoadCounter.HTTP_OK), sent / sentFor,
				sum(LoadCounter.COPIES) / sentFor);
	}

	private LoadResult.Integrity integrity() {
		CopyCount copies = this.loops.settle();
		boolean acks = this.run.roster().acks();
		long unknown = acks ? Math.max(0, sum(LoadCounter.SENT) - sum(LoadCounter.ACKED) - sum(LoadCounter.REFUSED))
				: 0;
		return new LoadResult.Integrity(copies.expected(), copies.unique(), copies.lost(), sum(LoadCounter.DUPLICATED),
				sum(LoadCounter.REORDERED), sum(LoadCounter.GHOSTS), sum(LoadCounter.HOLES),
				sum(LoadCounter.DISAGREEMENTS), unknown, this.run.roster().numbers());
	}

	private @Nullable String invalid(LoadResult.Traffic traffic, Map<Metric, Histogram> histograms,
			LoadResult.Connections connections) {
		if (connections.opened() == 0) {
			return null;
		}
		long reached = traffic.sent() + traffic.dropped() + ((this.run.http() == null) ? 0 : traffic.httpSent());
		if (traffic.planned() > 0 && reached < LEAST_ACHIEVED * traffic.planned()) {
			return "the generator began only " + reached + " of " + traffic.planned()
					+ " planned messages; lower --rate or give it more cores";
		}
		double lag = summary(histograms, Metric.LAG).p99();
		LatencySummary measured = summary(histograms, this.run.roster().acks() ? Metric.ACK : Metric.DELIVERY);
		boolean matters = lag > HARMLESS_LAG_NANOS && lag > MOST_LAG_SHARE * measured.p99();
		return matters
				? "the generator's own delay makes up most of what it measured; lower --rate or give it more cores"
				: null;
	}

	private long sum(LoadCounter counter) {
		return this.loops.sum(counter);
	}

	private static LatencySummary summary(Map<Metric, Histogram> histograms, Metric metric) {
		Histogram histogram = histograms.get(metric);
		return (histogram == null) ? LatencySummary.EMPTY : LatencySummary.of(histogram);
	}

}
