package dev.parley.lab.load;

import java.util.OptionalDouble;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.parley.measure.Aggregate;
import dev.parley.measure.LatencySummary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class LoadResultTests {

	@Test
	void aRunInWhichNothingWentWrongHasPassed() {
		assertThat(new SampleResult().result().outcome()).isEqualTo(LoadResult.Outcome.PASSED);
	}

	@ParameterizedTest
	@CsvSource({ "1,0,0,0,0,0", "0,1,0,0,0,0", "0,0,1,0,0,0", "0,0,0,1,0,0", "0,0,0,0,1,0", "0,0,0,0,0,1" })
	void anyFaultOfACopyBreaksTheRun(long lost, long duplicated, long reordered, long ghosts, long holes,
			long disagreements) {
		LoadResult result = new SampleResult().copies(10, 10 - lost, lost)
			.faults(duplicated, reordered, ghosts, holes, disagreements)
			.result();

		assertThat(result.integrity().isWhole()).isFalse();
		assertThat(result.outcome()).isEqualTo(LoadResult.Outcome.BROKEN);
	}

	@Test
	void brokenIntegrityCountsMoreThanAnythingElse() {
		SampleResult broken = new SampleResult().copies(2, 1, 1).threshold("lost==0").invalid("too slow").interrupted();

		assertThat(broken.result().outcome()).isEqualTo(LoadResult.Outcome.BROKEN);
	}

	@Test
	void anInterruptedRunIsNeitherInvalidNorFailed() {
		SampleResult interrupted = new SampleResult().threshold("ack:p(99)<1ms").invalid("too slow").interrupted();

		assertThat(interrupted.result().outcome()).isEqualTo(LoadResult.Outcome.INTERRUPTED);
	}

	@Test
	void anInvalidRunIsNotFailed() {
		SampleResult invalid = new SampleResult().threshold("ack:p(99)<1ms").invalid("too slow");

		assertThat(invalid.result().outcome()).isEqualTo(LoadResult.Outcome.INVALID);
	}

	@Test
	void aThresholdThatDoesNotHoldFailsTheRun() {
		SampleResult slow = new SampleResult().latencies(Metric.ACK, 5).threshold("ack:max<4ms");

		assertThat(slow.result().outcome()).isEqualTo(LoadResult.Outcome.FAILED);
	}

	@Test
	void aConnectionThatIsMissingAtTheEndFailsTheRun() {
		assertThat(new SampleResult().connections(3, 3, 0, 1, 2).result().outcome())
			.isEqualTo(LoadResult.Outcome.FAILED);
		assertThat(new SampleResult().connections(3, 5, 0, 2, 3).result().outcome())
			.isEqualTo(LoadResult.Outcome.PASSED);
	}

	@Test
	void theSuccessRateIsTheShareOfExpectedCopiesThatCame() {
		assertThat(new SampleResult().copies(8, 6, 2).result().integrity().successRate()).isEqualTo(0.75);
		assertThat(new SampleResult().result().integrity().successRate()).isNaN();
	}

	@Test
	void aMetricWithoutSamplesHasNoNumbers() {
		LoadResult result = new SampleResult().result();

		assertThat(result.latency(Metric.DELIVERY)).isEqualTo(LatencySummary.EMPTY);
		assertThat(result.read("delivery", Aggregate.percentile(99))).isEmpty();
	}

	@Test
	void thresholdsReadLatenciesInMilliseconds() {
		LoadResult result = new SampleResult().latencies(Metric.DELIVERY, 1, 2, 30).result();

		assertThat(result.read("delivery", Aggregate.parse("max")).orElseThrow()).isCloseTo(30, within(0.1));
		assertThat(result.read("delivery", Aggregate.parse("count"))).hasValue(3);
		assertThat(result.read("delivery", Aggregate.parse("med")).orElseThrow()).isCloseTo(2, within(0.01));
	}

	@ParameterizedTest
	@CsvSource({ "lost, 2", "duplicated, 3", "reordered, 4", "ghosts, 5", "holes, 6", "disagreements, 7", "unknown, 8",
			"success, 0.8", "sent, 90", "copies, 8", "received, 11", "acked, 80", "refused, 3", "dropped, 2",
			"errors, 12", "connections, 18", "connections_lost, 1" })
	void thresholdsReadEveryNumberByItsName(String name, double value) {
		assertThat(full().read(name, Aggregate.VALUE)).hasValue(value);
	}

	@ParameterizedTest
	@CsvSource({ "lost, 0.2", "duplicated, 0.3", "reordered, 0.4", "sent, 45.5", "copies, 4.5" })
	void someNumbersAlsoHaveARate(String name, double rate) {
		assertThat(full().read(name, Aggregate.parse("rate"))).hasValue(rate);
	}

	@Test
	void theErrorRateIsAShareOfWhatWasAttempted() {
		assertThat(full().errorRate()).isEqualTo(12 / 110.0);
		assertThat(full().read("errors", Aggregate.parse("rate"))).hasValue(12 / 110.0);
		assertThat(new SampleResult().error("closed 1006", 500).result().errorRate()).isEqualTo(1);
		assertThat(new SampleResult().connections(0, 0, 0, 0, 0).result().errorRate()).isZero();
	}

	@Test
	void anUnknownNameHasNoValue() {
		assertThat(full().read("happiness", Aggregate.VALUE)).isEqualTo(OptionalDouble.empty());
		assertThat(new SampleResult().result().read("lost", Aggregate.parse("rate"))).isEmpty();
	}

	private static LoadResult full() {
		return new SampleResult().connections(20, 20, 0, 1, 18)
			.messages(100, 90, 80, 3, 2, 1)
			.frames(8, 11, 900, 1_100)
			.rates(45.5, 4.5)
			.copies(10, 8, 2)
			.faults(3, 4, 5, 6, 7)
			.unknown(8)
			.error("closed 1001", 5)
			.error("http 503", 7)
			.result();
	}

}
