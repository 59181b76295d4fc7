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
	void whatCannotBeReadIsRefusedWithAnExample(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Threshold.parse(text));
	}

	@Test
	void noSampleMeansThatItDoesNotHold() {
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
	void aShortPeakOrAMissingValueStartsTheHoldTimeAnew() {
		ThresholdWatch watch = new ThresholdWatch(Threshold.parse("delivery < 100 for 10s"), 0);

		offer(watch, 0, 150);
		watch.offer(START.plusSeconds(5), OptionalDouble.empty());
		assertThat(offer(watch, 11, 150)).isNotEqualTo(ThresholdWatch.State.BROKEN);
		offer(watch, 12, 50);
		assertThat(offer(watch, 22, 150)).isEqualTo(ThresholdWatch.State.HOLDS);
	}

	private static ThresholdWatch.State offer(ThresholdWatch watch, long second, double value) {
		return watch.offer(START.plusSeconds(second), OptionalDouble.of(value));
	}

}
