package dev.parley.measure;

import java.util.Random;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class LatenciesTests {

	@Test
	void aKnownDistributionIsReproducedWithinTwoPercent() {
		Latencies latencies = new Latencies();
		Histogram total = Latencies.histogram();
		Random random = new Random(7);
		for (int i = 0; i < 200_000; i++) {
			latencies.record((long) (-Math.log(1 - random.nextDouble()) * 10_000_000));
		}
		latencies.drainInto(total);

		LatencySummary summary = LatencySummary.of(total);
		assertThat(summary.count()).isEqualTo(200_000);
		assertThat(summary.p50()).isCloseTo(6_931_471, within(0.02 * 6_931_471));
		assertThat(summary.p99()).isCloseTo(46_051_701, within(0.02 * 46_051_701));
	}

	@Test
	void aPercentileIsKeptBackWhereTheSampleIsTooSmall() {
		Histogram total = Latencies.histogram();
		for (int i = 1; i <= 100; i++) {
			total.recordValue(i * 1_000_000L);
		}

		LatencySummary summary = LatencySummary.of(total);
		assertThat(summary.p99()).isCloseTo(99_000_000, within(200_000.0));
		assertThat(summary.p999()).isNaN();
		assertThat(LatencySummary.millis(total, Aggregate.percentile(99.9)).orElseThrow()).isCloseTo(100, within(0.2));
	}

	@Test
	void nothingRecordedGivesNoNumber() {
		assertThat(LatencySummary.of(Latencies.histogram())).isEqualTo(LatencySummary.EMPTY);
		assertThat(LatencySummary.millis(Latencies.histogram(), Aggregate.percentile(99))).isEmpty();
	}

	@Test
	void clampsValuesOutOfRange() {
		Latencies latencies = new Latencies();
		latencies.record(-5);
		latencies.record(Long.MAX_VALUE);
		Histogram total = Latencies.histogram();
		latencies.drainInto(total);

		assertThat(total.getTotalCount()).isEqualTo(2);
		assertThat(total.getMaxValue()).isBetween(3_590_000_000_000L, 3_610_000_000_000L);
	}

}
