package dev.parley.lab.check;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CheckSampleTests {

	private static final long SECOND = 1_000_000_000;

	private static final long START = -5 * SECOND;

	@Test
	void includesEverySecondFromTheFirstToTheLast() {
		List<CheckSample> samples = CheckSample.of(List.of(attempt(3.1, 3.3, PublishAttempt.Outcome.CONFIRMED),
				attempt(3.2, 6.7, PublishAttempt.Outcome.CONFIRMED), attempt(4, 5, PublishAttempt.Outcome.UNKNOWN)),
				START);

		assertThat(samples).containsExactly(new CheckSample(3, 2, 1, 200), new CheckSample(4, 1, 0, 0),
				new CheckSample(5, 0, 0, 0), new CheckSample(6, 0, 1, 3500));
	}

	@Test
	void hasNoSecondsWithoutMessages() {
		assertThat(CheckSample.of(List.of(), START)).isEmpty();
	}

	private static PublishAttempt attempt(double invoked, double completed, PublishAttempt.Outcome outcome) {
		return new PublishAttempt("id", 0, START + Math.round(invoked * SECOND), START + Math.round(completed * SECOND),
				outcome, 1);
	}

}
