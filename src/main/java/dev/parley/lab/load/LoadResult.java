package dev.parley.lab.load;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

import dev.parley.measure.Aggregate;
import dev.parley.measure.LatencySummary;
import dev.parley.measure.Metrics;
import dev.parley.measure.Threshold;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What a load test found.
 *
 * @param preset by which the server was spoken to
 * @param target where it is
 * @param startedAt of sending
 * @param measured the time without warm-up
 * @param connections asked for and had
 * @param traffic what was sent and came back, warm-up included
 * @param integrity whether every copy is accounted for
 * @param histograms of every metric with samples, in nanoseconds
 * @param errors by kind
 * @param samples second by second
 * @param generator how this process fared
 * @param verdicts of the thresholds
 * @param invalid why the run proves nothing, or null
 * @param interrupted whether somebody stopped it
 */
public record LoadResult(String preset, String target, Instant startedAt, Duration measured, Connections connections,
		Traffic traffic, Integrity integrity, Map<Metric, Histogram> histograms, Map<String, Long> errors,
		List<LoadSample> samples, Generator generator, List<Threshold.Verdict> verdicts, @Nullable String invalid,
		boolean interrupted) implements Metrics {

	/**
	 * Connections.
	 *
	 * @param wanted asked for
	 * @param opened had, each reopening counted
	 * @param failed that never opened
	 * @param lost that the server or the network ended
	 * @param atEnd still open when sending ended
	 */
	public record Connections(long wanted, long opened, long failed, long lost, long atEnd) {

		public boolean isShort() {
			return this.atEnd < this.wanted;
		}

	}

	/**
	 * Messages and copies.
	 *
	 * @param planned messages that were due; 0 where nothing was due (closed loop)
	 * @param sent written
	 * @param dropped not written because the server did not take more
	 * @param timedOut given up by a closed loop
	 * @param copies deliveries received
	 * @param received frames of any kind
	 * @param httpSent requests begun
	 * @param httpFailed requests without a 2xx answer; one that is still unanswered after
	 * the grace is among them
	 */
	public record Traffic(long planned, long sent, long acked, long refused, long dropped, long timedOut, long copies,
			long received, long sentBytes, long receivedBytes, long httpSent, long httpFailed, double sendsPerSecond,
			double copiesPerSecond) {

	}

	/**
	 * The account of the copies.
	 *
	 * @param expected copies that had to come
	 * @param unique that came
	 * @param unknown messages neither confirmed nor refused
	 * @param ghosts copies of messages that were never sent
	 * @param holes numbers of the server that were skipped
	 * @param disagreements messages that different listeners heard in different order
	 * @param ordered whether the server numbers, so that one order for all was checked
	 */
	public record Integrity(long expected, long unique, long lost, long duplicated, long reordered, long ghosts,
			long holes, long disagreements, long unknown, boolean ordered) {

		public boolean isWhole() {
			return this.lost == 0 && this.duplicated == 0 && this.reordered == 0 && this.ghosts == 0 && this.holes == 0
					&& this.disagreements == 0;
		}

		/** Share of the expected copies that came. */
		public double successRate() {
			return (this.expected == 0) ? Double.NaN : (double) this.unique / this.expected;
		}

	}

	/**
	 * This process.
	 *
	 * @param cpu share of one core
	 * @param gcMillis spent collecting garbage
	 * @param worstStallNanos longest time nothing ran here
	 * @param lagP99Nanos how late the sending was
	 */
	public record Generator(double cpu, int cores, long gcMillis, double worstStallNanos, double lagP99Nanos) {

	}

	/** How the run ended. */
	public enum Outcome {

		PASSED, INVALID, BROKEN, FAILED, INTERRUPTED

	}

	/** Broken integrity counts most: it is true whatever else was wrong. */
	public Outcome outcome() {
		if (!this.integrity.isWhole()) {
			return Outcome.BROKEN;
		}
		if (this.interrupted) {
			return Outcome.INTERRUPTED;
		}
		if (this.invalid != null) {
			return Outcome.INVALID;
		}
		boolean met = this.verdicts.stream().allMatch(Threshold.Verdict::ok);
		return (met && !this.connections.isShort()) ? Outcome.PASSED : Outcome.FAILED;
	}

	public LatencySummary latency(Metric metric) {
		Histogram histogram = this.histograms.get(metric);
		return (histogram == null) ? LatencySummary.EMPTY : LatencySummary.of(histogram);
	}

	/** The same result judged by these thresholds. */
	LoadResult judged(List<Threshold> thresholds) {
		List<Threshold.Verdict> judged = thresholds.stream().map((threshold) -> threshold.judge(this)).toList();
		return new LoadResult(this.preset, this.target, this.startedAt, this.measured, this.connections, this.traffic,
				this.integrity, this.histograms, this.errors, this.samples, this.generator, judged, this.invalid,
				this.interrupted);
	}

	@Override
	public OptionalDouble read(String name, Aggregate aggregate) {
		for (Metric metric : Metric.values()) {
			if (metric.key().equals(name)) {
				Histogram histogram = this.histograms.get(metric);
				return (histogram == null) ? OptionalDouble.empty() : LatencySummary.millis(histogram, aggregate);
			}
		}
		double value = number(name, aggregate.kind() == Aggregate.Kind.RATE);
		return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
	}

	private double number(String name, boolean rate) {
		return switch (name) {
			case "lost" -> ofExpected(this.integrity.lost(), rate);
			case "duplicated" -> ofExpected(this.integrity.duplicated(), rate);
			case "reordered" -> ofExpected(this.integrity.reordered(), rate);
			case "ghosts" -> this.integrity.ghosts();
			case "holes" -> this.integrity.holes();
			case "disagreements" -> this.integrity.disagreements();
			case "unknown" -> this.integrity.unknown();
			case "success" -> this.integrity.successRate();
			case "sent" -> rate ? this.traffic.sendsPerSecond() : this.traffic.sent();
			case "copies" -> rate ? this.traffic.copiesPerSecond() : this.traffic.copies();
			case "received" -> this.traffic.received();
			case "acked" -> this.traffic.acked();
			case "refused" -> this.traffic.refused();
			case "dropped" -> this.traffic.dropped();
			case "errors" -> rate ? errorRate() : errorCount();
			case "connections" -> this.connections.atEnd();
			case "connections_lost" -> this.connections.lost();
			default -> Double.NaN;
		};
	}

	/** Failures of any kind. */
	public long errorCount() {
		return this.errors.values().stream().mapToLong(Long::longValue).sum();
	}

	/** Failures as a share of what was attempted. */
	public double errorRate() {
		long attempts = this.traffic.sent() + this.connections.wanted();
		return (attempts == 0) ? 0 : Math.min(1, (double) errorCount() / attempts);
	}

	private double ofExpected(long count, boolean rate) {
		return !rate ? count
				: (this.integrity.expected() == 0) ? Double.NaN : (double) count / this.integrity.expected();
	}

}
