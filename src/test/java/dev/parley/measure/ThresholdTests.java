package dev.parley.measure;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class ThresholdTests {

	private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

	@ParameterizedTest
	@CsvSource({ "delivery:p(99)<200ms,delivery,p(99),<,200", "p99(delivery) < 200ms,delivery,p(99),<,200",
			"p(99.9)(ack)<=1s,ack,p(99.9),<=,1000", "lost==0,lost,value,==,0", "cpu < 80%,cpu,value,<,0.8",
			"heap > 500MB,heap,value,>,524288000", "connections{role:msp} >= 3,connections{role:msp},value,>=,3",
			"delivery:avg<50,delivery,avg,<,50", "received >= 100/s,received,value,>=,100",
			"med(rtt) != 3us,rtt,p(50),!=,0.003" })
	void bothWaysOfWritingAreRead(String text, String metric, String aggregate, String operator, double limit) {
		Threshold threshold = Threshold.parse(text);

		assertThat(threshold.metric()).isEqualTo(metric);
		assertThat(threshold.aggregate()).hasToString(aggregate);
		assertThat(threshold.operator()).hasToString(operator);
		assertThat(threshold.limit()).isEqualTo(limit);
		assertThat(threshold.hold()).isZero();
	}

	@Test
	void aHoldTimeIsRead() {
		assertThat(Threshold.parse("p99(delivery) < 200ms for 10s").hold()).isEqualTo(Duration.ofSeconds(10));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "delivery", "delivery<", "<200", "delivery:p(101)<3", "delivery:p(x)<3",
			"delivery ~ 3", "a b < 3", "delivery<200ms for", "delivery<200ms for ever", "delivery<-1", "d<1 OR 1" })
	void rejectsAnUnreadableThresholdWithAnExample(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Threshold.parse(text));
	}

	@Test
	void aThresholdWithoutASampleDoesNotHold() {
		assertThat(Threshold.parse("lost==0").judge((metric, aggregate) -> OptionalDouble.empty()).ok()).isFalse();
		assertThat(Threshold.parse("lost==0").judge((metric, aggregate) -> OptionalDouble.of(0)).ok()).isTrue();
	}

	@Test
	void isBrokenOnlyAfterItsHoldTimeAndRecoversWithMargin() {
		ThresholdWatch watch = new ThresholdWatch(Threshold.parse("delivery < 100 for 10s"), 0.1);

		assertThat(watch.state()).isEqualTo(ThresholdWatch.State.UNKNOWN);
		assertThat(offer(watch, 0, 50)).isEqualTo(ThresholdWatch.State.HOLDS);
		assertThat(offer(watch, 1, 150)).isEqualTo(ThresholdWatch.State.HOLDS);
		assertThat(offer(watch, 10, 150)).isEqualTo(ThresholdWatch.State.HOLDS);
		assertThat(offer(watch, 11, 150)).isEqualTo(ThresholdWatch.State.BROKEN);
		assertThat(offer(watch, 12, 95)).as("inside the margin").isEqualTo(ThresholdWatch.State.BROKEN);
		assertThat(offer(watch, 13, 80)).isEqualTo(ThresholdWatch.State.BROKEN);
		assertThat(offer(watch, 23, 80)).isEqualTo(ThresholdWatch.State.HOLDS);
	}

	@Test
	void aShortPeakOrAMissingValueRestartsTheHoldTime() {
		ThresholdWatch watch = new ThresholdWatch(Threshold.parse("delivery < 100 for 10s"), 0);

		offer(watch, 0, 150);
		watch.offer(START.plusSeconds(5), OptionalDouble.empty());
		assertThat(offer(watch, 11, 150)).isNotEqualTo(ThresholdWatch.State.BROKEN);
		offer(watch, 12, 50);
		assertThat(offer(watch, 22, 150)).isEqualTo(ThresholdWatch.State.HOLDS);
	}

	@ParameterizedTest
	@CsvSource({ "x < 5, 4.9, 5", "x <= 5, 5, 5.1", "x > 5, 5.1, 5", "x >= 5, 5, 4.9", "x == 5, 5, 5.0001",
			"x != 5, 4, 5" })
	void comparesAsItsOperatorSays(String text, double holds, double fails) {
		Threshold threshold = Threshold.parse(text);

		assertThat(threshold.holdsFor(holds)).isTrue();
		assertThat(threshold.holdsFor(fails)).isFalse();
		assertThat(threshold.holdsFor(Double.NaN)).isEqualTo(text.contains("!="));
	}

	@ParameterizedTest
	@CsvSource({ "x < 1ns, 1e-6", "x < 1us, 0.001", "x < 1µs, 0.001", "x < 1ms, 1", "x < 1s, 1000", "x < 1m, 60000",
			"x < 1h, 3600000", "x < 50%, 0.5", "x < 1B, 1", "x < 1KB, 1024", "x < 1MB, 1048576", "x < 1GB, 1073741824",
			"x < 7/s, 7", "x < 0.25, 0.25" })
	void bringsEveryUnitToItsBase(String text, double limit) {
		assertThat(Threshold.parse(text).limit()).isCloseTo(limit, within(1e-12));
	}

	@Test
	void keepsItsTextAndReadsTheMetricItNames() {
		Threshold threshold = Threshold.parse("  delivery:p(99)<5ms ");

		assertThat(threshold).hasToString("delivery:p(99)<5ms");
		Threshold.Verdict verdict = threshold
			.judge((metric, aggregate) -> OptionalDouble.of(metric.equals("delivery") ? aggregate.percentile() : 0));
		assertThat(verdict.actual()).hasValue(99);
		assertThat(verdict.ok()).isFalse();
		assertThat(verdict.threshold()).isSameAs(threshold);
	}

	@Test
	void aWatchWithoutAHoldTimeIsBrokenAtOnceAndRecoversAtOnce() {
		ThresholdWatch watch = new ThresholdWatch(Threshold.parse("x < 100"), 0);

		assertThat(offer(watch, 0, 100)).isEqualTo(ThresholdWatch.State.BROKEN);
		assertThat(offer(watch, 1, 99)).isEqualTo(ThresholdWatch.State.HOLDS);
		assertThat(watch.threshold().metric()).isEqualTo("x");
	}

	@Test
	void aLowerLimitRecoversWithItsMarginToo() {
		ThresholdWatch watch = new ThresholdWatch(Threshold.parse("x > 100"), 0.1);

		assertThat(offer(watch, 0, 50)).isEqualTo(ThresholdWatch.State.BROKEN);
		assertThat(offer(watch, 1, 105)).as("inside the margin").isEqualTo(ThresholdWatch.State.BROKEN);
		assertThat(offer(watch, 2, 111)).isEqualTo(ThresholdWatch.State.HOLDS);
	}

	@Test
	void anEqualityKnowsNoMargin() {
		ThresholdWatch watch = new ThresholdWatch(Threshold.parse("lost == 0"), 0.5);

		assertThat(offer(watch, 0, 1)).isEqualTo(ThresholdWatch.State.BROKEN);
		assertThat(offer(watch, 1, 0)).isEqualTo(ThresholdWatch.State.HOLDS);
	}

	@Test
	void aMissingValueChangesNothing() {
		ThresholdWatch watch = new ThresholdWatch(Threshold.parse("x < 100"), 0);

		assertThat(watch.offer(START, OptionalDouble.empty())).isEqualTo(ThresholdWatch.State.UNKNOWN);
		offer(watch, 1, 200);
		assertThat(watch.offer(START.plusSeconds(2), OptionalDouble.empty())).isEqualTo(ThresholdWatch.State.BROKEN);
	}

	private static ThresholdWatch.State offer(ThresholdWatch watch, long second, double value) {
		return watch.offer(START.plusSeconds(second), OptionalDouble.of(value));
	}

}
