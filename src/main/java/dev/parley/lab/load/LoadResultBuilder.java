package dev.parley.lab.load;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

import dev.parley.measure.LatencySummary;

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
		LoadTraffic traffic = traffic(sentFor);
		LoadResult.Connections connections = new LoadResult.Connections(plan.target().clients(),
				sum(LoadCounter.OPENED), sum(LoadCounter.FAILED_TO_OPEN), sum(LoadCounter.LOST_CONNECTIONS), atEnd);
		long measured = Math.round(Math.max(0, sentFor * 1e9 - plan.timing().warmup().toNanos()));
		LoadResult.Subject subject = new LoadResult.Subject(plan.preset().name(), plan.target().endpoint().toString(),
				startedAt, Duration.ofNanos(measured));
		LoadResult.Recording recording = new LoadResult.Recording(histograms, this.run.errors().byKind(),
				List.copyOf(this.sampler.samples()), this.health.result(summary(histograms, Metric.LAG).p99()));
		String invalid = interrupted ? null : invalid(traffic, histograms, connections);
		return new LoadResult(subject, connections, traffic, integrity(), recording, List.of(),
				new LoadResult.Ending(invalid, interrupted));
	}

	private LoadTraffic traffic(double sentFor) {
		long planned = (this.run.plan().pace() instanceof Pace.Rate rate)
				? (long) Math.floor(rate.schedule().dueBy(Math.round(sentFor * 1e9))) : 0;
		long sent = sum(LoadCounter.SENT);
		long copies = sum(LoadCounter.COPIES);
		return new LoadTraffic(
				new LoadTraffic.Messages(planned, sent, sum(LoadCounter.ACKED), sum(LoadCounter.REFUSED),
						sum(LoadCounter.DROPPED), sum(LoadCounter.TIMED_OUT)),
				new LoadTraffic.Frames(copies, sum(LoadCounter.RECEIVED), sum(LoadCounter.SENT_BYTES),
						sum(LoadCounter.RECEIVED_BYTES)),
				new LoadTraffic.Requests(sum(LoadCounter.HTTP_SENT),
						sum(LoadCounter.HTTP_SENT) - sum(LoadCounter.HTTP_OK)),
				new LoadTraffic.Rates(sent / sentFor, copies / sentFor));
	}

	private LoadIntegrity integrity() {
		long unknown = this.run.roster().acks()
				? Math.max(0, sum(LoadCounter.SENT) - sum(LoadCounter.ACKED) - sum(LoadCounter.REFUSED)) : 0;
		LoadIntegrity.Faults faults = new LoadIntegrity.Faults(sum(LoadCounter.DUPLICATED), sum(LoadCounter.REORDERED),
				sum(LoadCounter.GHOSTS), sum(LoadCounter.HOLES), sum(LoadCounter.DISAGREEMENTS));
		return new LoadIntegrity(this.loops.settle(), faults, unknown, this.run.roster().numbers());
	}

	private @Nullable String invalid(LoadTraffic traffic, Map<Metric, Histogram> histograms,
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
