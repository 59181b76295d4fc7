package dev.parley.measure;

import java.time.Duration;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TrendTests {

	private final Random random = new Random(11);

	@Test
	void aRisingSeriesIsIncreasingAndItsTimeToTheLimitIsTold() {
		Trend trend = trend(100, (i) -> 100 + i + this.random.nextGaussian());

		assertThat(trend.direction()).isEqualTo(Trend.Direction.INCREASING);
		assertThat(trend.slopePerSecond()).isCloseTo(1, within(0.05));
		assertThat(trend.timeTo(300, 200).orElseThrow()).isBetween(Duration.ofSeconds(95), Duration.ofSeconds(105));
		assertThat(trend.timeTo(100, 200)).isEmpty();
	}

	@Test
	void aFallingSeriesIsDecreasing() {
		assertThat(trend(50, (i) -> 100 - i).direction()).isEqualTo(Trend.Direction.DECREASING);
	}

	@Test
	void noiseIsStable() {
		assertThat(trend(200, (i) -> 100 + this.random.nextGaussian()).direction()).isEqualTo(Trend.Direction.STABLE);
	}

	@Test
	void aCertainButTinyChangeIsStable() {
		assertThat(trend(100, (i) -> 1000 + i * 0.01).direction()).isEqualTo(Trend.Direction.STABLE);
	}

	@Test
	void aConstantIsStableAndAFewSamplesAreNotEnough() {
		assertThat(trend(100, (i) -> 5).direction()).isEqualTo(Trend.Direction.STABLE);
		assertThat(trend(9, (i) -> i).direction()).isEqualTo(Trend.Direction.NOT_ENOUGH_DATA);
		assertThat(trend(0, (i) -> i).direction()).isEqualTo(Trend.Direction.NOT_ENOUGH_DATA);
		assertThat(trend(50, (i) -> Double.NaN).direction()).isEqualTo(Trend.Direction.NOT_ENOUGH_DATA);
	}

	@Test
	void outliersDoNotMakeATrend() {
		assertThat(trend(100, (i) -> (i > 96) ? 10_000 : 100 + (i % 7)).direction()).isEqualTo(Trend.Direction.STABLE);
	}

	@Test
	void aLongSeriesIsAveragedInBlocks() {
		Trend trend = trend(3000, (i) -> i);

		assertThat(trend.samples()).isEqualTo(300);
		assertThat(trend.direction()).isEqualTo(Trend.Direction.INCREASING);
	}

	@Test
	void differentSamplesAreToldApartAndEqualOnesAreNot() {
		double[] first = this.random.doubles(60).toArray();
		double[] second = this.random.doubles(60).toArray();
		double[] third = this.random.doubles(60).map((x) -> x + 0.5).toArray();

		assertThat(MannWhitney.compare(first, second).p()).isGreaterThan(0.05);
		assertThat(MannWhitney.compare(first, third).p()).isLessThan(0.001);
		assertThat(MannWhitney.compare(first, third).z()).isPositive();
		assertThat(MannWhitney.compare(first, third).shift()).isCloseTo(0.5, within(0.25));
		assertThat(MannWhitney.compare(new double[] { 1, 1 }, new double[] { 1, 1 }).z()).isZero();
		assertThat(MannWhitney.upperTail(1.96)).isCloseTo(0.025, within(1e-4));
	}

	private static Trend trend(int n, IntToDoubleFunction value) {
		double[] seconds = new double[n];
		double[] values = new double[n];
		for (int i = 0; i < n; i++) {
			seconds[i] = i;
			values[i] = value.applyAsDouble(i);
		}
		return Trend.of(seconds, values);
	}

}
