package dev.parley.lab.load;

import java.util.EnumMap;
import java.util.Map;

import dev.parley.measure.Latencies;
import org.HdrHistogram.Histogram;

/** One loop's latencies of every metric. */
final class Recorders {

	private final Map<Metric, Latencies> byMetric = new EnumMap<>(Metric.class);

	Recorders() {
		for (Metric metric : Metric.values()) {
			this.byMetric.put(metric, new Latencies());
		}
	}

	void record(Metric metric, long nanos) {
		of(metric).record(nanos);
	}

	void drainInto(Metric metric, Histogram total) {
		of(metric).drainInto(total);
	}

	Latencies of(Metric metric) {
		Latencies latencies = this.byMetric.get(metric);
		if (latencies == null) {
			throw new IllegalStateException("no recorder for " + metric);
		}
		return latencies;
	}

}
