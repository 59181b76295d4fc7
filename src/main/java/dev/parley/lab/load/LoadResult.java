package dev.parley.lab.load;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

import dev.parley.measure.Aggregate;
import dev.parley.measure.LatencySummary;
import dev.parley.measure.Metrics;
import dev.parley.measure.Threshold;

/**
 * What a load test found.
 *
 * @param subject what was measured, and when
 * @param connections asked for and had
 * @param traffic what was sent and came back, warm-up included
 * @param integrity whether every copy is accounted for
 * @param recording latencies, errors and samples
 * @param verdicts of the thresholds
 * @param ending whether the run proves anything
 */
public record LoadResult(Subject subject, Connections connections, LoadTraffic traffic, LoadIntegrity integrity,
		Recording recording, List<Threshold.Verdict> verdicts, Ending ending) implements Metrics {

	/**
	 * What was measured, and when.
	 *
	 * @param preset by which the server was spoken to
	 * @param target where it is
	 * @param startedAt of sending
	 * @param measured the time without warm-up
	 */
	public record Subject(String preset, String target, Instant startedAt, Duration measured) {

	}

	/**
	 * What was recorded.
	 *
	 * @param histograms of every metric with samples, in nanoseconds
	 * @param errors by kind
	 * @param samples second by second
	 * @param generator how this process fared
	 */
	public record Recording(Map<Metric, Histogram> histograms, Map<String, Long> errors, List<LoadSample> samples,
			Generator generator) {

	}

	/**
	 * How the run ended.
	 *
	 * @param invalid why the run proves nothing, or null
	 * @param interrupted whether it was stopped early
	 */
	public record Ending(@Nullable String invalid, boolean interrupted) {

	}

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

	/** Broken integrity counts most: it stands even where the run is invalid. */
	public Outcome outcome() {
		if (!this.integrity.isWhole()) {
			return Outcome.BROKEN;
		}
		if (interrupted()) {
			return Outcome.INTERRUPTED;
		}
		if (invalid() != null) {
			return Outcome.INVALID;
		}
		boolean met = this.verdicts.stream().allMatch(Threshold.Verdict::ok);
		return (met && !this.connections.isShort()) ? Outcome.PASSED : Outcome.FAILED;
	}

	public LatencySummary latency(Metric metric) {
		Histogram histogram = histograms().get(metric);
		return (histogram == null) ? LatencySummary.EMPTY : LatencySummary.of(histogram);
	}

	/** The same result judged by these thresholds. */
	LoadResult judged(List<Threshold> thresholds) {
		List<Threshold.Verdict> judged = thresholds.stream().map((threshold) -> threshold.judge(this)).toList();
		return new LoadResult(this.subject, this.connections, this.traffic, this.integrity, this.recording, judged,
				this.ending);
	}

	public String preset() {
		return this.subject.preset();
	}

	public String target() {
		return this.subject.target();
	}

	public Instant startedAt() {
		return this.subject.startedAt();
	}

	public Duration measured() {
		return this.subject.measured();
	}

	public Map<Metric, Histogram> histograms() {
		return this.recording.histograms();
	}

	public Map<String, Long> errors() {
		return this.recording.errors();
	}

	public List<LoadSample> samples() {
		return this.recording.samples();
	}

	public Generator generator() {
		return this.recording.generator();
	}

	/** Why the run proves nothing, or null. */
	public @Nullable String invalid() {
		return this.ending.invalid();
	}

	public boolean interrupted() {
		return this.ending.interrupted();
	}

	@Override
	public OptionalDouble read(String name, Aggregate aggregate) {
		for (Metric metric : Metric.values()) {
			if (metric.key().equals(name)) {
				Histogram histogram = histograms().get(metric);
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
		return errors().values().stream().mapToLong(Long::longValue).sum();
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
