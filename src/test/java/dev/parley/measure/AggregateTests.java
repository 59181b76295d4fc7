package dev.parley.measure;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class AggregateTests {

	@ParameterizedTest
	@CsvSource({ "p(99), p(99)", "p99.9, p(99.9)", "P( 50 ), p(50)", "med, p(50)", "avg, avg", "mean, avg", "min, min",
			" MAX , max", "count, count", "rate, rate", "value, value", "last, value", "p0, p(0)", "p100, p(100)" })
	void readsEveryWayToWriteAnAggregate(String text, String canonical) {
		assertThat(Aggregate.parse(text)).hasToString(canonical);
		assertThat(Aggregate.parse(canonical)).isEqualTo(Aggregate.parse(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "p", "p()", "px", "p-1", "p1e2", "p99.1234567", "average", "99" })
	void rejectsAnythingElse(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Aggregate.parse(text))
			.withMessageStartingWith("'" + text + "' is not an aggregate; use p(99)");
	}

	@Test
	void rejectsAPercentileBeyondAHundred() {
		assertThatIllegalArgumentException().isThrownBy(() -> Aggregate.parse("p(100.1)"));
		assertThatIllegalArgumentException().isThrownBy(() -> Aggregate.percentile(-1));
	}

	@ParameterizedTest
	@CsvSource({ "min, 1", "max, 100", "avg, 50.5", "value, 50.5", "med, 50", "p(99), 99", "p(100), 100",
			"count, 100" })
	void reducesAHistogramToMilliseconds(String aggregate, double expected) {
		Histogram histogram = Latencies.histogram();
		for (int i = 1; i <= 100; i++) {
			histogram.recordValue(i * 1_000_000L);
		}

		assertThat(LatencySummary.millis(histogram, Aggregate.parse(aggregate)).orElseThrow()).isCloseTo(expected,
				within(expected / 500));
	}

	@Test
	void aHistogramHasNoRate() {
		Histogram histogram = Latencies.histogram();
		histogram.recordValue(1);

		assertThat(LatencySummary.millis(histogram, Aggregate.parse("rate"))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "0, 50, false", "1, 50, false", "2, 50, true", "19, 95, false", "20, 95, true", "99, 99, false",
			"100, 99, true", "999, 99.9, false", "1000, 99.9, true", "1000000, 100, false" })
	void aPercentileNeedsASampleAboveIt(long count, double percentile, boolean allowed) {
		assertThat(LatencySummary.allows(count, percentile)).isEqualTo(allowed);
	}

	@Test
	void oneSampleHasAMinimumAndAMaximumAndNoPercentiles() {
		Histogram histogram = Latencies.histogram();
		histogram.recordValue(5_000_000);

		LatencySummary summary = LatencySummary.of(histogram);

		assertThat(summary.count()).isEqualTo(1);
		assertThat(summary.min()).isCloseTo(5e6, within(1e4));
		assertThat(summary.max()).isCloseTo(5e6, within(1e4));
		assertThat(summary.p50()).isNaN();
		assertThat(summary.p95()).isNaN();
		assertThat(summary.p99()).isNaN();
		assertThat(summary.p999()).isNaN();
	}

}
