package dev.parley.lab.report;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WrappedTests {

	@Test
	void wordsGoOnTheNextLineBeforeTheEightyFirstColumn() {
		String word = "x".repeat(38);

		assertThat(Wrapped.of("h".repeat(40), "  ", List.of(word, word, word)))
			.containsExactly("h".repeat(40) + "  " + word, "  " + word + "  " + word);
		assertThat(Wrapped.of("h".repeat(41), "  ", List.of(word))).hasSize(2);
	}

	@Test
	void coloursTakeNoRoom() {
		assertThat(Wrapped.of("h".repeat(40), "", List.of(Style.COLOURED.bad("x".repeat(38))))).hasSize(1);
	}

	@Test
	void aWordThatIsTooWideHasALineOfItsOwn() {
		assertThat(Wrapped.of("head", "", List.of("x".repeat(100), "y"))).containsExactly("head", "x".repeat(100), "y");
	}

}
