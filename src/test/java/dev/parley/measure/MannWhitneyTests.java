package dev.parley.measure;

import java.util.Random;
import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class MannWhitneyTests {

	/** Calculated by hand: U = 25, mean 12.5, variance 22.9167, continuity 0.5. */
	@Test
	void agreesWithACalculationByHand() {
		MannWhitney test = MannWhitney.compare(new double[] { 1, 2, 3, 4, 5 }, new double[] { 6, 7, 8, 9, 10 });

		assertThat(test.z()).isCloseTo(12 / Math.sqrt(275 / 12.0), within(1e-9));
		assertThat(test.p()).isCloseTo(0.01219, within(1e-4));
		assertThat(test.shift()).isEqualTo(5);
	}

	@Test
	void tiesMakeTheVarianceSmaller() {
		MannWhitney test = MannWhitney.compare(new double[] { 1, 1, 2, 2 }, new double[] { 2, 2, 3, 3 });

		assertThat(test.z()).isCloseTo(5.5 / Math.sqrt(16 / 12.0 * (9 - 72 / 56.0)), within(1e-9));
	}

	@Test
	void swappingTheSamplesSwapsTheSign() {
		Random random = new Random(3);
		double[] first = random.doubles(40).toArray();
		double[] second = random.doubles(50).map((value) -> value + 0.1).toArray();

		MannWhitney there = MannWhitney.compare(first, second);
		MannWhitney back = MannWhitney.compare(second, first);

		assertThat(back.z()).isCloseTo(-there.z(), within(1e-9));
		assertThat(back.p()).isCloseTo(there.p(), within(1e-9));
		assertThat(back.shift()).isCloseTo(-there.shift(), within(1e-9));
	}

	@Test
	void equalValuesDoNotDiffer() {
		MannWhitney test = MannWhitney.compare(new double[] { 7, 7, 7 }, new double[] { 7, 7 });

		assertThat(test.z()).isZero();
		assertThat(test.p()).isCloseTo(1, within(1e-6));
		assertThat(test.shift()).isZero();
	}

	@Test
	void findsAFalseDifferenceAsRarelyAsItSays() {
		Random random = new Random(17);
		long found = DoubleStream
			.generate(() -> MannWhitney.compare(random.doubles(20).toArray(), random.doubles(20).toArray()).p())
			.limit(2_000)
			.filter((p) -> p < 0.05)
			.count();

		assertThat(found).isBetween(60L, 140L);
	}

	@Test
	void needsEightValuesOnEachSide() {
		assertThat(MannWhitney.possible(new double[8], new double[8])).isTrue();
		assertThat(MannWhitney.possible(new double[7], new double[8])).isFalse();
		assertThat(MannWhitney.possible(new double[8], new double[7])).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "0, 0.5", "1, 0.1586553", "1.644854, 0.05", "2.575829, 0.005", "5, 2.8665e-7" })
	void knowsTheTailOfTheNormalDistribution(double z, double p) {
		assertThat(MannWhitney.upperTail(z)).isCloseTo(p, within(1e-7));
	}

	@Test
	void aMedianNeedsNoOrder() {
		double[] values = { 9, 1, 5 };

		assertThat(MannWhitney.medianOf(values)).isEqualTo(5);
		assertThat(values).containsExactly(9, 1, 5);
		assertThat(MannWhitney.medianOf(new double[] { 4, 1, 3, 2 })).isEqualTo(2.5);
		assertThat(MannWhitney.medianOf(new double[] { 42 })).isEqualTo(42);
	}

}
