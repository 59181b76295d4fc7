package dev.parley.chat;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SnippetTests {

	@Test
	void showsAShortTextInOneLine() {
		assertThat(Snippet.of("one\n\ttwo ", SearchTerms.of("two"))).isEqualTo("one two");
	}

	@Test
	void cutsALongTextAroundTheFirstMatch() {
		String snippet = Snippet.of("x".repeat(500) + " the Tunnel is down " + "y".repeat(500),
				SearchTerms.of("tunnel"));
		assertThat(snippet).startsWith("…x").contains(" the Tunnel is down ").endsWith("y…").hasSizeLessThan(170);
	}

	@Test
	void showsTheBeginningIfTheMatchDiffersInAccents() {
		assertThat(Snippet.of("Zürich " + "x".repeat(500), SearchTerms.of("zurich"))).startsWith("Zürich x");
	}

	@Test
	void neverSplitsASurrogatePair() {
		for (int shift = 0; shift < 4; shift++) {
			String snippet = Snippet.of("x".repeat(shift) + "👍".repeat(300) + "tunnel" + "👍".repeat(300),
					SearchTerms.of("tunnel"));
			assertThat(snippet.replace("👍", "")).matches("…?x*…?(tunnel)?…?");
		}
	}

	@Test
	void handlesLettersWhoseLowerCaseIsLonger() {
		assertThat(Snippet.of("İ".repeat(400) + "tunnel", SearchTerms.of("tunnel"))).isNotEmpty();
	}

}
