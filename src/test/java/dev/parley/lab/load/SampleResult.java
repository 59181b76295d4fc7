package dev.parley.lab.load;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

import dev.parley.measure.Latencies;
import dev.parley.measure.LatencySummary;
import dev.parley.measure.Threshold;

/** A result as a test wants it; without more a run in which nothing happened. */
public final class SampleResult {

	private String target = "ws://localhost/ws";

	private LoadResult.Connections connections = new LoadResult.Connections(1, 1, 0, 0, 1);

	private LoadTraffic.Messages messages = new LoadTraffic.Messages(0, 0, 0, 0, 0, 0);

	private LoadTraffic.Frames frames = new LoadTraffic.Frames(0, 0, 0, 0);

	private LoadTraffic.Requests http = new LoadTraffic.Requests(0, 0);

	private LoadTraffic.Rates rates = new LoadTraffic.Rates(0, 0);

	private CopyCount copies = CopyCount.NONE;

	private LoadIntegrity.Faults faults = LoadIntegrity.Faults.NONE;

	private long unknown;

	private boolean ordered;

	private final Map<Metric, Histogram> histograms = new EnumMap<>(Metric.class);

	private final Map<String, Long> errors = new TreeMap<>();

	private final List<LoadSample> samples = new ArrayList<>();

	private final List<String> thresholds = new ArrayList<>();

	private @Nullable String invalid;

	private boolean interrupted;

	public SampleResult target(String address) {
		this.target = address;
		return this;
	}

	public SampleResult connections(long wanted, long opened, long failed, long lost, long atEnd) {
		this.connections = new LoadResult.Connections(wanted, opened, failed, lost, atEnd);
		return this;
	}

	public SampleResult messages(long planned, long sent, long acked, long refused, long dropped, long timedOut) {
		this.messages = new LoadTraffic.Messages(planned, sent, acked, refused, dropped, timedOut);
		return this;
	}

	public SampleResult frames(long copiesReceived, long received, long sentBytes, long receivedBytes) {
		this.frames = new LoadTraffic.Frames(copiesReceived, received, sentBytes, receivedBytes);
		return this;
	}

	public SampleResult http(long sent, long failed) {
		this.http = new LoadTraffic.Requests(sent, failed);
		return this;
	}

	public SampleResult rates(double sends, double copiesReceived) {
		this.rates = new LoadTraffic.Rates(sends, copiesReceived);
		return this;
	}

	public SampleResult copies(long expected, long unique, long lost) {
		this.copies = new CopyCount(expected, unique, lost);
		return this;
	}

	public SampleResult faults(long duplicated, long reordered, long ghosts, long holes, long disagreements) {
		this.faults = new LoadIntegrity.Faults(duplicated, reordered, ghosts, holes, disagreements);
		return this;
	}

	public SampleResult unknown(long count) {
		this.unknown = count;
		return this;
	}

	public SampleResult ordered() {
		this.ordered = true;
		return this;
	}

	/** Latencies in milliseconds. */
	public SampleResult latencies(Metric metric, double... millis) {
		Histogram histogram = Latencies.histogram();
		for (double one : millis) {
			histogram.recordValue(Math.round(one * 1e6));
		}
		this.histograms.put(metric, histogram);
		return this;
	}

	public SampleResult error(String kind, long count) {
		this.errors.put(kind, count);
		return this;
	}

	public SampleResult sample(LoadSample sample) {
		this.samples.add(sample);
		return this;
	}

	/**
	 * A second with these messages and one latency in milliseconds for all its copies.
	 */
	public SampleResult second(double second, long sent, double millis) {
		Histogram histogram = Latencies.histogram();
		histogram.recordValueWithCount(Math.round(millis * 1e6), sent);
		LatencySummary latency = LatencySummary.of(histogram);
		return sample(new LoadSample(second, new LoadSample.Counts(1, sent, 0, sent, sent, 0), latency,
				LatencySummary.EMPTY, 1_500_000, 0.25));
	}

	public SampleResult threshold(String text) {
		this.thresholds.add(text);
		return this;
	}

	public SampleResult invalid(String why) {
		this.invalid = why;
		return this;
	}

	public SampleResult interrupted() {
		this.interrupted = true;
		return this;
	}

	public LoadResult result() {
		LoadResult.Subject subject = new LoadResult.Subject("echo", this.target,
				Instant.parse("2026-01-02T03:04:05.678Z"), Duration.ofMillis(2_500));
		LoadResult.Recording recording = new LoadResult.Recording(this.histograms, this.errors, this.samples,
				new LoadResult.Generator(0.256, 4, 7, 2_500_000, 1_250_000));
		return new LoadResult(subject, this.connections,
				new LoadTraffic(this.messages, this.frames, this.http, this.rates),
				new LoadIntegrity(this.copies, this.faults, this.unknown, this.ordered), recording, List.of(),
				new LoadResult.Ending(this.invalid, this.interrupted))
			.judged(this.thresholds.stream().map(Threshold::parse).toList());
	}

}
