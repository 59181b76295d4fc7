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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class WatchTests {

	private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

	@Test
	void jsonIsFlattenedAndPrometheusRead() {
		Map<String, Double> values = new LinkedHashMap<>();
		HttpSource.parse("{\"connections\":{\"total\":3,\"msp\":2},\"node\":\"a\"}", values);
		HttpSource.parse("# HELP x\njvm_threads{state=\"run able\"} 4.0\nup 1\nbroken line\nnan NaN\n", values);

		assertThat(values).containsEntry("connections.total", 3.0)
			.containsEntry("jvm_threads{state=\"run able\"}", 4.0)
			.containsEntry("up", 1.0)
			.doesNotContainKey("node");
	}

	@Test
	void aBrokenThresholdShowsInTheState() {
		double[] cpu = { 0.5 };
		Watch watch = new Watch(List.of(() -> Map.of("cpu", cpu[0])), List.of(Threshold.parse("cpu < 80% for 2s")),
				List.of(Threshold.parse("cpu < 95%")), 100);

		watch.look(START);
		assertThat(watch.state()).isEqualTo(Watch.State.OK);
		cpu[0] = 0.9;
		watch.look(START.plusSeconds(1));
		watch.look(START.plusSeconds(3));
		assertThat(watch.state()).isEqualTo(Watch.State.WARNING);
		cpu[0] = 0.99;
		watch.look(START.plusSeconds(4));
		assertThat(watch.state()).isEqualTo(Watch.State.CRITICAL);
		assertThat(watch.broken()).hasSize(2);
	}

	@Test
	void aSourceThatDoesNotAnswerMakesItUnknown() {
		Watch watch = new Watch(List.of(() -> {
			throw new IOException("gone");
		}), List.of(), List.of(), 100);

		watch.look(START);

		assertThat(watch.state()).isEqualTo(Watch.State.UNKNOWN);
		assertThat(watch.failure()).isEqualTo("gone");
	}

	@Test
	void samplesAreBoundedExportedAndHaveATrend() {
		int[] n = { 0 };
		Watch watch = new Watch(List.of(() -> Map.of("heap", 100.0 + n[0]++)), List.of(), List.of(), 50);
		for (int i = 0; i < 80; i++) {
			watch.look(START.plusSeconds(i));
		}

		assertThat(watch.samples()).hasSize(50);
		assertThat(watch.trends().get("heap").direction()).isEqualTo(Trend.Direction.INCREASING);
		assertThat(watch.csv()).startsWith("at,\"heap\"\n2026-11-20T10:00:30Z,130.0\n");
	}

	@Test
	void thisProcessCanBeWatchedAndOneThatIsNotThereCannot() throws IOException {
		ProcessSource source = new ProcessSource(ProcessHandle.current().pid());
		source.read();

		assertThat(source.read()).containsKeys("cpu", "rss", "threads", "files");
		assertThatIllegalArgumentException().isThrownBy(() -> new ProcessSource(Integer.MAX_VALUE));
	}

}
