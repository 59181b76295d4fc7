package dev.parley.lab.load;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChurnTests {

	private static final long SECOND = TurnableLoop.SECOND;

	@Test
	void becomesDueAtItsRate() {
		Churn churn = new Churn(2);

		assertThat(churn.newlyDue(SECOND / 2 - 1)).isZero();
		assertThat(churn.newlyDue(SECOND / 2)).isEqualTo(1);
		assertThat(churn.newlyDue(SECOND / 2)).isZero();
		assertThat(churn.newlyDue(3 * SECOND)).isEqualTo(5);
	}

	@Test
	void neverBecomesDueWithoutARate() {
		assertThat(new Churn(0).newlyDue(3_600 * SECOND)).isZero();
	}

	@Test
	void aFractionOfALoopAddsUp() {
		Churn churn = new Churn(0.25);
		int closed = 0;
		for (long second = 1; second <= 40; second++) {
			closed += churn.newlyDue(second * SECOND);
		}

		assertThat(closed).isEqualTo(10);
	}

}
