package dev.parley.measure;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/** When a trend reaches its limit, and what a trend needs to be one. */
class TrendTimeTests {

	@ParameterizedTest
	@CsvSource({ "INCREASING, 2, 100, 40, 30", "DECREASING, -2, 0, 40, 20", "INCREASING, 0.5, 100, 99, 2",
			"INCREASING, 1, 50, 50, 0" })
	void reachesItsLimitAtItsSlope(Trend.Direction direction, double slope, double limit, double current,
			long seconds) {
		assertThat(trend(direction, slope).timeTo(limit, current)).contains(Duration.ofSeconds(seconds));
	}

	@ParameterizedTest
	@CsvSource({ "INCREASING, 2, 30, 40", "DECREASING, -2, 50, 40", "STABLE, 2, 100, 40", "NOT_ENOUGH_DATA, 2, 100, 40",
			"INCREASING, 0, 100, 40", "INCREASING, 1e-9, 100, 40" })
	void neverReachesALimitThatItDoesNotMoveTo(Trend.Direction direction, double slope, double limit, double current) {
		assertThat(trend(direction, slope).timeTo(limit, current)).isEmpty();
	}

	@Test
	void needsATimeForEveryValue() {
		assertThatIllegalArgumentException().isThrownBy(() -> Trend.of(new double[3], new double[2]))
			.withMessage("3 times for 2 values");
	}

	@Test
	void leavesValuesOutThatAreNotNumbers() {
		double[] seconds = new double[30];
		double[] values = new double[30];
		for (int i = 0; i < 30; i++) {
			seconds[i] = i;
			values[i] = (i % 3 == 0) ? Double.NaN : (i % 3 == 1) ? 10 + i : Double.POSITIVE_INFINITY;
		}

		Trend trend = Trend.of(seconds, values);

		assertThat(trend.samples()).isEqualTo(10);
		assertThat(trend.direction()).isEqualTo(Trend.Direction.INCREASING);
		assertThat(trend.slopePerSecond()).isCloseTo(1, within(1e-9));
	}

	@Test
	void theLeastEffectDecidesWhatMatters() {
		double[] seconds = new double[20];
		double[] values = new double[20];
		for (int i = 0; i < 20; i++) {
			seconds[i] = i;
			values[i] = 100 + i;
		}

		assertThat(Trend.of(seconds, values, 0.1).direction()).isEqualTo(Trend.Direction.INCREASING);
		assertThat(Trend.of(seconds, values, 0.3).direction()).isEqualTo(Trend.Direction.STABLE);
	}

	@Test
	void unevenTimesDoNotBendTheSlope() {
		double[] seconds = { 0, 1, 2, 10, 11, 12, 13, 50, 51, 100, 200, 400 };
		double[] values = new double[seconds.length];
		for (int i = 0; i < seconds.length; i++) {
			values[i] = 5 + 3 * seconds[i];
		}

		assertThat(Trend.of(seconds, values).slopePerSecond()).isCloseTo(3, within(1e-9));
	}

	@Test
	void theSlopeOfAFlatSeriesIsZero() {
		double[] same = new double[12];

		Trend trend = Trend.of(same, same);

		assertThat(trend.slopePerSecond()).isZero();
		assertThat(trend.z()).isZero();
		assertThat(trend.median()).isZero();
		assertThat(trend.direction()).isEqualTo(Trend.Direction.STABLE);
	}

	@Test
	void aFewValuesStillHaveTheirMedian() {
		Trend trend = Trend.of(new double[] { 0, 1, 2 }, new double[] { 9, 1, 5 });

		assertThat(trend.direction()).isEqualTo(Trend.Direction.NOT_ENOUGH_DATA);
		assertThat(trend.median()).isEqualTo(5);
		assertThat(trend.samples()).isEqualTo(3);
	}

	private static Trend trend(Trend.Direction direction, double slope) {
		return new Trend(direction, slope, 50, 3, 20);
	}

}
