package dev.parley.lab.load;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HttpShareTests {

	@Test
	void everyFourthMessageOfAQuarterGoesByRest() {
		HttpShare share = new HttpShare(0.25);

		assertThat(IntStream.range(0, 12).filter((i) -> share.takesNext())).containsExactly(3, 7, 11);
	}

	@Test
	void nothingGoesByRestWithoutAShare() {
		HttpShare share = new HttpShare(0);

		assertThat(IntStream.range(0, 1_000).filter((i) -> share.takesNext())).isEmpty();
	}

	@Test
	void everythingGoesByRestWithTheWholeShare() {
		HttpShare share = new HttpShare(1);

		assertThat(IntStream.range(0, 100).filter((i) -> share.takesNext())).hasSize(100);
	}

	@Test
	void anOddShareIsRightInTheLongRun() {
		HttpShare share = new HttpShare(0.3);

		assertThat(IntStream.range(0, 10_000).filter((i) -> share.takesNext()).count()).isBetween(2_999L, 3_000L);
	}

}
