package dev.parley.lab.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.parley.lab.load.Metric;
import dev.parley.measure.Latencies;
import dev.parley.measure.LatencySummary;

import static org.assertj.core.api.Assertions.assertThat;

class LatencyTableTests {

	@Test
	void everyLineFitsEightyColumnsAndStandsInColumns() {
		Map<String, LatencySummary> latencies = new LinkedHashMap<>();
		for (Metric metric : Metric.values()) {
			Histogram histogram = Latencies.histogram();
			histogram.recordValueWithCount(9_999_000, 30_000_000);
			histogram.recordValueWithCount(99_990_000_000L, 30_000_000);
			latencies.put(metric.key(), LatencySummary.of(histogram));
		}

		List<String> lines = LatencyTable.of(latencies, Style.PLAIN);

		assertThat(lines).hasSize(Metric.values().length + 1).allMatch((line) -> line.length() <= 80);
		assertThat(lines).extracting(String::length).containsOnly(lines.getFirst().length());
		assertThat(lines.getFirst()).contains("p99.9");
		assertThat(lines.getLast()).contains("10.0ms", "60 000 000");
	}

	@Test
	void nothingMeasuredIsNoTable() {
		assertThat(LatencyTable.of(Map.of("ack", LatencySummary.of(Latencies.histogram())), Style.PLAIN)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "NaN, -", "133000, 133µs", "1e6, 1.00ms", "9.994e6, 9.99ms", "9.996e6, 10.0ms", "99.96e6, 100ms",
			"999.6e6, 1.00s", "12.34e9, 12.3s", "119.2e9, 119s", "123.4e9, 2m3s" })
	void threeDigitsAreEnough(double nanos, String shown) {
		assertThat(LatencyTable.time(nanos)).isEqualTo(shown).hasSizeLessThanOrEqualTo(6);
	}

}
