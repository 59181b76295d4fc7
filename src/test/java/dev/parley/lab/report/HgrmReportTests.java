package dev.parley.lab.report;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import dev.parley.measure.Latencies;

import static org.assertj.core.api.Assertions.assertThat;

class HgrmReportTests {

	@Test
	void isWhatTheHistogramsOwnPlotterReads() {
		Histogram histogram = Latencies.histogram();
		histogram.recordValueWithCount(2_000_000, 3);
		histogram.recordValue(8_000_000);

		assertThat(HgrmReport.of(histogram).lines())
			.startsWith("       Value     Percentile TotalCount 1/(1-Percentile)", "")
			.anyMatch((line) -> line.strip().matches("2\\.0\\d+ 0\\.000000000000 +3 +1\\.00"))
			.anyMatch((line) -> line.strip().matches("8\\.0\\d+ 1\\.000000000000 +4"))
			.anyMatch((line) -> line.startsWith("#[Mean    =") && line.contains("StdDeviation"))
			.anyMatch((line) -> line.matches("#\\[Max     = +8\\.0\\d+, Total count    = +4]"));
	}

	@Test
	void noSampleIsAnEmptyDistribution() {
		assertThat(HgrmReport.of(Latencies.histogram())).contains("Total count    =            0");
	}

	@Test
	void oneSampleIsEveryPercentile() {
		Histogram histogram = Latencies.histogram();
		histogram.recordValue(5_000_000);

		assertThat(HgrmReport.of(histogram).lines().filter((line) -> line.strip().startsWith("5.0"))).isNotEmpty()
			.allMatch((line) -> line.matches(" +5\\.0\\d+ [01]\\.\\d+ +1( +[\\d.]+)?"));
	}

}
