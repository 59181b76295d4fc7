package dev.parley.lab.report;

import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.parley.lab.load.LoadSample;
import dev.parley.lab.load.SampleResult;
import dev.parley.measure.LatencySummary;

import static org.assertj.core.api.Assertions.assertThat;

class CsvReportTests {

	private static final String HEAD = "t,open,sent,acked,copies,received,errors,"
			+ "delivery_p50_ms,delivery_p95_ms,delivery_p99_ms,delivery_max_ms,"
			+ "ack_p50_ms,ack_p95_ms,ack_p99_ms,ack_max_ms,lag_p99_ms,cpu\n";

	@Test
	void aRunShorterThanASecondIsItsHead() {
		assertThat(csv(new SampleResult())).isEqualTo(HEAD);
	}

	@Test
	void everySecondIsALine() {
		LatencySummary delivery = summary(1e6, 2e6, 3e6, 4.5e6);
		LatencySummary ack = summary(5e6, 6e6, 7e6, 8e6);
		SampleResult run = new SampleResult()
			.sample(new LoadSample(1.001, new LoadSample.Counts(3, 10, 9, 30, 40, 1), delivery, ack, 250_000, 0.1234));

		assertThat(csv(run)).isEqualTo(HEAD + "1.0,3,10,9,30,40,1,1.0,2.0,3.0,4.5,5.0,6.0,7.0,8.0,0.25,0.123\n");
	}

	@Test
	void aNumberThatIsNotKnownIsAnEmptyCell() {
		SampleResult run = new SampleResult().sample(new LoadSample(2, new LoadSample.Counts(0, 0, 0, 0, 0, 0),
				LatencySummary.EMPTY, LatencySummary.EMPTY, Double.NaN, 0));

		assertThat(csv(run)).isEqualTo(HEAD + "2.0,0,0,0,0,0,0,,,,,,,,,,0.0\n");
	}

	@Test
	void hugeCountsAreWholeNumbers() {
		SampleResult run = new SampleResult()
			.sample(new LoadSample(3, new LoadSample.Counts(1, Long.MAX_VALUE, 0, 30_000_000_000L, 0, 0),
					LatencySummary.EMPTY, LatencySummary.EMPTY, 0, 0));

		assertThat(csv(run)).contains("3.0,1,9223372036854775807,0,30000000000,0,0,");
	}

	private static String csv(SampleResult run) {
		return CsvReport.of(RunFile.of(run.result(), Map.of()));
	}

	private static LatencySummary summary(double p50, double p95, double p99, double max) {
		return new LatencySummary(1_000, p50, p50, max, new LatencySummary.Percentiles(p50, p95, p99, max));
	}

}
