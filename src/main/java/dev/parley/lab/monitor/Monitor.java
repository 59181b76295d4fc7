package dev.parley.lab.monitor;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.parley.measure.Threshold;
import dev.parley.measure.ThresholdWatch;
import dev.parley.measure.Trend;

/**
 * Samples metrics of one or more sources and evaluates their thresholds and trends. Keeps
 * a bounded number of samples. Not thread-safe.
 */
public final class Monitor {

	private static final double MARGIN = 0.05;

	private final List<MetricSource> sources;

	private final List<ThresholdWatch> warnings;

	private final List<ThresholdWatch> criticals;

	private final int kept;

	private final List<Sample> samples = new ArrayList<>();

	private String failure = "";

	/**
	 * The metrics at one time.
	 *
	 * @param at time of the sample
	 * @param values by name
	 */
	public record Sample(Instant at, Map<String, Double> values) {

	}

	/** The status, in the order of Nagios' exit codes. */
	public enum Status {

		OK, WARNING, CRITICAL, UNKNOWN

	}

	/**
	 * Starts without samples.
	 * @param kept how many samples to keep; the oldest is dropped first
	 */
	public Monitor(List<MetricSource> sources, List<Threshold> warnings, List<Threshold> criticals, int kept) {
		this.sources = sources;
		this.warnings = warnings.stream().map((threshold) -> new ThresholdWatch(threshold, MARGIN)).toList();
		this.criticals = criticals.stream().map((threshold) -> new ThresholdWatch(threshold, MARGIN)).toList();
		this.kept = kept;
	}

	/**
	 * Reads every source. The metrics of a source that fails are missing from the sample,
	 * and {@link #failure()} says why.
	 */
	public Sample sample(Instant at) {
		Map<String, Double> values = new LinkedHashMap<>();
		this.failure = "";
		for (MetricSource source : this.sources) {
			try {
				values.putAll(source.read());
			}
			catch (IOException ex) {
				this.failure = String.valueOf(ex.getMessage());
			}
		}
		Sample sample = new Sample(at, values);
		if (this.samples.size() == this.kept) {
			this.samples.removeFirst();
		}
		this.samples.add(sample);
		this.warnings.forEach((watch) -> watch.offer(at, value(watch, values)));
		this.criticals.forEach((watch) -> watch.offer(at, value(watch, values)));
		return sample;
	}

	/** Why the last sample is incomplete; empty if it is complete. */
	public String failure() {
		return this.failure;
	}

	public Status status() {
		if (!this.failure.isEmpty() || this.samples.isEmpty()) {
			return Status.UNKNOWN;
		}
		if (!broken(this.criticals).isEmpty()) {
			return Status.CRITICAL;
		}
		return broken(this.warnings).isEmpty() ? Status.OK : Status.WARNING;
	}

	/** Thresholds that are broken now, critical ones first. */
	public List<Threshold> broken() {
		List<Threshold> all = new ArrayList<>(broken(this.criticals));
		all.addAll(broken(this.warnings));
		return all;
	}

	/** The trend of every metric. */
	public Map<String, Trend> trends() {
		Map<String, Trend> trends = new TreeMap<>();
		for (String name : names()) {
			trends.put(name, trend(name));
		}
		return trends;
	}

	public List<Sample> samples() {
		return List.copyOf(this.samples);
	}

	/** All kept samples as a table. */
	public String csv() {
		List<String> names = names();
		StringBuilder csv = new StringBuilder("at");
		names.forEach((name) -> csv.append(",\"").append(name.replace("\"", "\"\"")).append('"'));
		for (Sample sample : this.samples) {
			csv.append('\n').append(sample.at());
			for (String name : names) {
				Double value = sample.values().get(name);
				csv.append(',').append((value == null || value.isNaN()) ? "" : value.toString());
			}
		}
		return csv.append('\n').toString();
	}

	private Trend trend(String name) {
		double first = this.samples.getFirst().at().toEpochMilli() / 1000.0;
		double[] seconds = this.samples.stream()
			.mapToDouble((one) -> one.at().toEpochMilli() / 1000.0 - first)
			.toArray();
		double[] values = this.samples.stream()
			.mapToDouble((one) -> one.values().getOrDefault(name, Double.NaN))
			.toArray();
		return Trend.of(seconds, values);
	}

	private List<String> names() {
		TreeSet<String> names = new TreeSet<>();
		this.samples.forEach((sample) -> names.addAll(sample.values().keySet()));
		return List.copyOf(names);
	}

	private static List<Threshold> broken(List<ThresholdWatch> watches) {
		return watches.stream()
			.filter((watch) -> watch.state() == ThresholdWatch.State.BROKEN)
			.map(ThresholdWatch::threshold)
			.toList();
	}

	private static OptionalDouble value(ThresholdWatch watch, Map<String, Double> values) {
		Double value = values.get(watch.threshold().metric());
		return (value == null || value.isNaN()) ? OptionalDouble.empty() : OptionalDouble.of(value);
	}

}
