package dev.parley.lab.report;

import java.util.Map;
import java.util.function.IntToDoubleFunction;

import org.junit.jupiter.api.Test;

import dev.parley.lab.load.SampleResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ComparisonTests {

	@Test
	void aSlowerRunIsWorse() {
		Comparison.Difference p50 = difference("delivery p50 ms", run(20, 100, (i) -> 10 + i % 3),
				run(20, 100, (i) -> 15 + i % 3));

		assertThat(p50.rating()).isEqualTo(Comparison.Rating.WORSE);
		assertThat(p50.before()).isCloseTo(11, within(0.05));
		assertThat(p50.after()).isCloseTo(16, within(0.05));
		assertThat(p50.changePercent()).isCloseTo(45.4, within(1.0));
		assertThat(p50.p()).isLessThan(0.001);
	}

	@Test
	void aFasterRunIsBetter() {
		assertThat(rating("delivery p50 ms", run(20, 100, (i) -> 15 + i % 3), run(20, 100, (i) -> 10 + i % 3)))
			.isEqualTo(Comparison.Rating.BETTER);
	}

	@Test
	void moreCopiesAreBetterAndFewerAreWorse() {
		RunFile few = run(20, 100, (i) -> 1);
		RunFile many = run(20, 200, (i) -> 1);

		assertThat(rating("copies/s", few, many)).isEqualTo(Comparison.Rating.BETTER);
		assertThat(rating("copies/s", many, few)).isEqualTo(Comparison.Rating.WORSE);
		assertThat(rating("sent/s", many, few)).isEqualTo(Comparison.Rating.WORSE);
	}

	@Test
	void aRunDoesNotDifferFromItself() {
		RunFile run = run(30, 100, (i) -> 10 + i % 7);

		assertThat(Comparison.of(run, run)).isNotEmpty()
			.allSatisfy((one) -> assertThat(one.rating()).isEqualTo(Comparison.Rating.NO_DIFFERENCE));
	}

	@Test
	void aCertainDifferenceOfLessThanFivePercentDoesNotMatter() {
		assertThat(rating("delivery p50 ms", run(60, 100, (i) -> 100 + i % 2), run(60, 100, (i) -> 103 + i % 2)))
			.isEqualTo(Comparison.Rating.NO_DIFFERENCE);
	}

	@Test
	void fewerThanEightSecondsSayNothing() {
		assertThat(rating("delivery p50 ms", run(7, 100, (i) -> 1), run(20, 100, (i) -> 99)))
			.isEqualTo(Comparison.Rating.NOT_ENOUGH_DATA);
		assertThat(rating("delivery p50 ms", run(8, 100, (i) -> 1), run(8, 100, (i) -> 99)))
			.isEqualTo(Comparison.Rating.WORSE);
	}

	@Test
	void onlyFiguresThatBothRunsHaveAreCompared() {
		RunFile run = run(10, 100, (i) -> 1);

		assertThat(Comparison.of(run, run)).extracting(Comparison.Difference::figure)
			.containsExactly("delivery p50 ms", "delivery p99 ms", "copies/s", "sent/s", "errors/s");
		assertThat(Comparison.of(run, run(0, 0, (i) -> 1))).isEmpty();
	}

	@Test
	void secondsWithoutALatencyAreLeftOut() {
		RunFile silent = run(20, 0, (i) -> 1);

		assertThat(Comparison.of(silent, silent)).extracting(Comparison.Difference::figure)
			.containsExactly("copies/s", "sent/s", "errors/s");
	}

	@Test
	void aLineShowsBothMediansTheChangeAndTheVerdict() {
		assertThat(shown(10, 15, 0.0004, Comparison.Rating.WORSE))
			.isEqualTo("  ack p99 ms               10.000 →       15.000    +50.0%  p=0.0004  worse");
		assertThat(shown(15, 10, 0.0004, Comparison.Rating.BETTER)).endsWith("  -33.3%  p=0.0004  better");
		assertThat(shown(1, 1, 1, Comparison.Rating.NO_DIFFERENCE)).endsWith("   +0.0%  p=1.0000  no difference");
		assertThat(shown(1, 2, 0.5, Comparison.Rating.NOT_ENOUGH_DATA)).endsWith("not enough seconds to say");
	}

	@Test
	void aChangeFromNothingHasNoPercentage() {
		assertThat(shown(0, 5, 0.001, Comparison.Rating.WORSE)).contains("        0.000 →        5.000         –  ");
		assertThat(shown(0, 0, 1, Comparison.Rating.NO_DIFFERENCE)).contains("         –  ");
	}

	private static String shown(double before, double after, double p, Comparison.Rating rating) {
		return Comparison.shown(new Comparison.Difference("ack p99 ms", before, after, p, rating), Style.PLAIN);
	}

	private static Comparison.Rating rating(String figure, RunFile before, RunFile after) {
		return difference(figure, before, after).rating();
	}

	private static Comparison.Difference difference(String figure, RunFile before, RunFile after) {
		return Comparison.of(before, after)
			.stream()
			.filter((one) -> one.figure().equals(figure))
			.findFirst()
			.orElseThrow();
	}

	private static RunFile run(int seconds, long sent, IntToDoubleFunction millis) {
		SampleResult run = new SampleResult();
		for (int i = 0; i < seconds; i++) {
			run.second(i + 1, sent, millis.applyAsDouble(i));
		}
		return RunFile.of(run.result(), Map.of());
	}

}
