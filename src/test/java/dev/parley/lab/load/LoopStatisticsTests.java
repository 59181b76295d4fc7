package dev.parley.lab.load;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import dev.parley.measure.Latencies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class LoopStatisticsTests {

	private static final long MILLI = 1_000_000;

	private final LoopStatistics statistics = new LoopStatistics((intended) -> intended >= 100 * MILLI);

	@Test
	void everyCounterStandsForItself() {
		for (LoadCounter counter : LoadCounter.values()) {
			this.statistics.add(counter, counter.name().length());
			this.statistics.increment(counter);
		}

		for (LoadCounter counter : LoadCounter.values()) {
			assertThat(this.statistics.get(counter)).isEqualTo(counter.name().length() + 1);
		}
	}

	@Test
	void aCopyIsTimedFromTheIntendedTimeAndFromTheWriting() {
		this.statistics.copied(100 * MILLI, 130 * MILLI, 10 * MILLI, false);

		assertThat(only(Metric.DELIVERY)).isCloseTo(30 * MILLI, within(MILLI));
		assertThat(only(Metric.DELIVERY_SERVICE)).isCloseTo(20 * MILLI, within(MILLI));
		assertThat(histogram(Metric.COMPLETION).getTotalCount()).isZero();
	}

	@Test
	void theLastCopyCompletesItsMessage() {
		this.statistics.copied(100 * MILLI, 130 * MILLI, 0, true);

		assertThat(only(Metric.COMPLETION)).isCloseTo(30 * MILLI, within(MILLI));
	}

	@Test
	void theWarmUpIsCountedAndNotTimed() {
		this.statistics.wrote(10, 2, 99 * MILLI, 100 * MILLI);
		this.statistics.copied(99 * MILLI, 130 * MILLI, 0, true);
		this.statistics.acked(99 * MILLI, 130 * MILLI, 0);
		this.statistics.requested(99 * MILLI, 130 * MILLI);

		assertThat(this.statistics.get(LoadCounter.SENT)).isEqualTo(1);
		assertThat(this.statistics.get(LoadCounter.EXPECTED)).isEqualTo(2);
		assertThat(this.statistics.get(LoadCounter.COPIES)).isEqualTo(1);
		assertThat(this.statistics.get(LoadCounter.ACKED)).isEqualTo(1);
		for (Metric metric : Metric.values()) {
			assertThat(histogram(metric).getTotalCount()).as(metric.key()).isZero();
		}
	}

	@Test
	void bytesAreAddedUp() {
		this.statistics.wrote(128, 1, 0, 0);
		this.statistics.wrote(100, 1, 0, 0);
		this.statistics.received(64);
		this.statistics.received(6);

		assertThat(this.statistics.get(LoadCounter.SENT_BYTES)).isEqualTo(228);
		assertThat(this.statistics.get(LoadCounter.RECEIVED_BYTES)).isEqualTo(70);
		assertThat(this.statistics.get(LoadCounter.RECEIVED)).isEqualTo(2);
	}

	@Test
	void theLagIsHowMuchLaterThanIntendedAMessageWasWritten() {
		this.statistics.wrote(1, 1, 100 * MILLI, 117 * MILLI);

		assertThat(only(Metric.LAG)).isCloseTo(17 * MILLI, within(MILLI));
	}

	@Test
	void confirmationsRequestsAndConnectionsAreTimed() {
		this.statistics.acked(100 * MILLI, 104 * MILLI, MILLI);
		this.statistics.requested(100 * MILLI, 109 * MILLI);
		this.statistics.connected(7 * MILLI);

		assertThat(only(Metric.ACK)).isCloseTo(4 * MILLI, within(MILLI / 10));
		assertThat(only(Metric.ACK_SERVICE)).isCloseTo(3 * MILLI, within(MILLI / 10));
		assertThat(only(Metric.HTTP)).isCloseTo(9 * MILLI, within(MILLI / 10));
		assertThat(only(Metric.CONNECT)).isCloseTo(7 * MILLI, within(MILLI / 10));
	}

	@Test
	void drainsEveryLatencyOnce() {
		this.statistics.connected(MILLI);
		histogram(Metric.CONNECT);

		assertThat(histogram(Metric.CONNECT).getTotalCount()).isZero();
	}

	private long only(Metric metric) {
		Histogram histogram = histogram(metric);
		assertThat(histogram.getTotalCount()).isEqualTo(1);
		return histogram.getMaxValue();
	}

	private Histogram histogram(Metric metric) {
		Histogram histogram = Latencies.histogram();
		this.statistics.drainInto(metric, histogram);
		return histogram;
	}

}
