package dev.parley.lab.monitor;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.parley.measure.Threshold;
import dev.parley.measure.Trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class MonitorTests {

	private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

	@Test
	void readsJsonAndThePrometheusTextFormat() {
		Map<String, Double> values = new LinkedHashMap<>();
		HttpSource.parse("{\"connections\":{\"total\":3,\"msp\":2},\"node\":\"a\"}", values);
		HttpSource.parse("# HELP x\njvm_threads{state=\"run able\"} 4.0\nup 1\nbroken line\nnan NaN\n", values);

		assertThat(values).containsEntry("connections.total", 3.0)
			.containsEntry("jvm_threads{state=\"run able\"}", 4.0)
			.containsEntry("up", 1.0)
			.doesNotContainKey("node");
	}

	@Test
	void changesStatusWithBrokenThresholds() {
		double[] cpu = { 0.5 };
		Monitor monitor = new Monitor(List.of(() -> Map.of("cpu", cpu[0])),
				List.of(Threshold.parse("cpu < 80% for 2s")), List.of(Threshold.parse("cpu < 95%")), 100);

		monitor.sample(START);
		assertThat(monitor.status()).isEqualTo(Monitor.Status.OK);
		cpu[0] = 0.9;
		monitor.sample(START.plusSeconds(1));
		monitor.sample(START.plusSeconds(3));
		assertThat(monitor.status()).isEqualTo(Monitor.Status.WARNING);
		cpu[0] = 0.99;
		monitor.sample(START.plusSeconds(4));
		assertThat(monitor.status()).isEqualTo(Monitor.Status.CRITICAL);
		assertThat(monitor.broken()).hasSize(2);
	}

	@Test
	void isUnknownWhenASourceFails() {
		Monitor monitor = new Monitor(List.of(() -> {
			throw new IOException("gone");
		}), List.of(), List.of(), 100);

		monitor.sample(START);

		assertThat(monitor.status()).isEqualTo(Monitor.Status.UNKNOWN);
		assertThat(monitor.failure()).isEqualTo("gone");
	}

	@Test
	void keepsABoundedNumberOfSamplesForExportAndTrend() {
		int[] n = { 0 };
		Monitor monitor = new Monitor(List.of(() -> Map.of("heap", 100.0 + n[0]++)), List.of(), List.of(), 50);
		for (int i = 0; i < 80; i++) {
			monitor.sample(START.plusSeconds(i));
		}

		assertThat(monitor.samples()).hasSize(50);
		assertThat(monitor.trends().get("heap").direction()).isEqualTo(Trend.Direction.INCREASING);
		assertThat(monitor.csv()).startsWith("at,\"heap\"\n2026-11-20T10:00:30Z,130.0\n");
	}

	@Test
	void keepsBreakingUntilTheValueIsBetterByTheMargin() {
		double[] cpu = { 0.9 };
		Monitor monitor = new Monitor(List.of(() -> Map.of("cpu", cpu[0])), List.of(Threshold.parse("cpu < 80%")),
				List.of(), 100);

		monitor.sample(START);
		assertThat(monitor.status()).isEqualTo(Monitor.Status.WARNING);
		cpu[0] = 0.79;
		monitor.sample(START.plusSeconds(1));
		assertThat(monitor.status()).as("within the margin").isEqualTo(Monitor.Status.WARNING);
		cpu[0] = 0.5;
		monitor.sample(START.plusSeconds(2));
		assertThat(monitor.status()).isEqualTo(Monitor.Status.OK);
		assertThat(monitor.broken()).isEmpty();
	}

	@Test
	void doesNotBreakBeforeTheHoldTimeAndStartsAgainAfterARecovery() {
		double[] rss = { 3e9 };
		Monitor monitor = new Monitor(List.of(() -> Map.of("rss", rss[0])), List.of(),
				List.of(Threshold.parse("rss < 2GB for 10s")), 100);

		monitor.sample(START);
		monitor.sample(START.plusSeconds(9));
		assertThat(monitor.status()).isEqualTo(Monitor.Status.OK);
		rss[0] = 1e9;
		monitor.sample(START.plusSeconds(9));
		rss[0] = 3e9;
		monitor.sample(START.plusSeconds(10));
		monitor.sample(START.plusSeconds(19));
		assertThat(monitor.status()).isEqualTo(Monitor.Status.OK);
		monitor.sample(START.plusSeconds(20));
		assertThat(monitor.status()).isEqualTo(Monitor.Status.CRITICAL);
	}

	@Test
	void listsCriticalThresholdsBeforeWarnings() {
		Monitor monitor = new Monitor(List.of(() -> Map.of("a", 9.0, "b", 9.0)),
				List.of(Threshold.parse("a < 1"), Threshold.parse("b < 1")), List.of(Threshold.parse("a < 5")), 100);

		monitor.sample(START);

		assertThat(monitor.broken()).map(Threshold::toString).containsExactly("a < 5", "a < 1", "b < 1");
	}

	@Test
	void isUnknownBeforeTheFirstSample() {
		assertThat(new Monitor(List.of(), List.of(), List.of(), 10).status()).isEqualTo(Monitor.Status.UNKNOWN);
	}

	@Test
	void keepsTheMetricsOfOtherSourcesWhenOneFails() {
		boolean[] down = { true };
		Monitor monitor = new Monitor(List.of(() -> Map.of("a", 1.0), () -> {
			if (down[0]) {
				throw new IOException("/stats returned status 401");
			}
			return Map.of("b", 2.0);
		}), List.of(), List.of(), 100);

		assertThat(monitor.sample(START).values()).containsOnlyKeys("a");
		assertThat(monitor.status()).isEqualTo(Monitor.Status.UNKNOWN);
		assertThat(monitor.failure()).isEqualTo("/stats returned status 401");
		down[0] = false;
		assertThat(monitor.sample(START.plusSeconds(1)).values()).containsOnlyKeys("a", "b");
		assertThat(monitor.failure()).isEmpty();
		assertThat(monitor.status()).isEqualTo(Monitor.Status.OK);
	}

	@Test
	void exportsMissingValuesAndQuotesAsCsv() {
		double[] n = { 1 };
		Monitor monitor = new Monitor(List.of(() -> {
			n[0]++;
			return (n[0] < 3) ? Map.of("a{x=\"1\"}", n[0]) : Map.of("a{x=\"1\"}", Double.NaN, "b", 5.5);
		}), List.of(), List.of(), 100);
		monitor.sample(START);
		monitor.sample(START.plusMillis(500));

		assertThat(monitor.csv()).isEqualTo("""
				at,"a{x=""1""}","b"
				2026-11-20T10:00:00Z,2.0,
				2026-11-20T10:00:00.500Z,,5.5
				""");
	}

	@Test
	void computesTheTrendOfEveryMetric() {
		int[] n = { 0 };
		Monitor monitor = new Monitor(List
			.of(() -> Map.of("up", 10.0 + n[0], "down", 500.0 - 3 * n[0], "flat", 7.0, "saw", (double) (n[0]++ % 2))),
				List.of(), List.of(), 100);
		for (int i = 0; i < 60; i++) {
			monitor.sample(START.plusSeconds(i));
		}

		Map<String, Trend> trends = monitor.trends();
		assertThat(trends).containsOnlyKeys("down", "flat", "saw", "up");
		assertThat(trends.get("up").direction()).isEqualTo(Trend.Direction.INCREASING);
		assertThat(trends.get("up").slopePerSecond()).isCloseTo(1, within(1e-9));
		assertThat(trends.get("down").direction()).isEqualTo(Trend.Direction.DECREASING);
		assertThat(trends.get("down").slopePerSecond()).isCloseTo(-3, within(1e-9));
		assertThat(trends.get("flat").direction()).isEqualTo(Trend.Direction.STABLE);
		assertThat(trends.get("saw").direction()).isEqualTo(Trend.Direction.STABLE);
	}

	@Test
	void hasNoTrendWithTooFewSamples() {
		Monitor monitor = new Monitor(List.of(() -> Map.of("a", 1.0)), List.of(), List.of(), 100);
		monitor.sample(START);

		assertThat(monitor.trends().get("a").direction()).isEqualTo(Trend.Direction.NOT_ENOUGH_DATA);
	}

	@Test
	void ignoresAMissingValueInAThreshold() {
		Monitor monitor = new Monitor(List.of(() -> Map.of("other", 1.0)), List.of(),
				List.of(Threshold.parse("cpu < 80%")), 100);

		monitor.sample(START);

		assertThat(monitor.broken()).isEmpty();
	}

}
