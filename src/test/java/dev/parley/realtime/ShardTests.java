package dev.parley.realtime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ShardTests {

	@ParameterizedTest
	@CsvSource({ "-1000, 0", "0, 0", "499, 0", "500, 125", "4000, 1000", "8000, 2000", "100000, 2000" })
	void restsAfterALongTurnForAQuarterOfItButTwoMillisecondsAtMost(long turnMicros, long restMicros) {
		long rest = ShardLoop.restAfter(turnMicros * 1000, 16_000, 1_000);
		assertThat(rest).isEqualTo(restMicros * 1000);
	}

	@Test
	void doesNotRestAfterATurnWithoutAWrite() {
		long rest = ShardLoop.restAfter(8_000_000, 0, 0);
		assertThat(rest).isZero();
	}

	@Test
	void doesNotRestWhileMessagesComeOneAfterTheOther() {
		long rest = ShardLoop.restAfter(8_000_000, 1_001, 1_000);
		assertThat(rest).isZero();
	}

}
