package dev.parley.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.parley.support.Cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

class PageTests {

	@Test
	void theLastPageHasNoNextCursor() {
		Page<Integer> page = Page.of(List.of(1, 2), PageRequest.of(2, null), Cursor::after);
		assertThat(page.items()).containsExactly(1, 2);
		assertThat(page.next()).isNull();
	}

	@Test
	void anExtraRowBecomesACursorAfterTheLastItem() {
		Page<Integer> page = Page.of(List.of(1, 2, 3), PageRequest.of(2, null), Cursor::after);
		assertThat(page.items()).containsExactly(1, 2);
		assertThat(Cursor.decode(String.valueOf(page.next())).number(0)).isEqualTo(2);
	}

	@Test
	void aCursorDecodesToWhatWasEncoded() {
		Cases.forAll(1000, (random) -> Cursor.after(number(random), text(random).replace("\u0000", "")), (cursor) -> {
			Cursor decoded = Cursor.decode(cursor.encoded());
			assertThat(decoded.number(0)).isEqualTo(cursor.number(0));
			assertThat(decoded.text(1))
				.isEqualTo(new String(cursor.text(1).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
		});
	}

	@Test
	void anyOtherTextIsRejectedAsACursor() {
		Cases.forAll(1000, PageTests::text, (text) -> {
			Throwable failure = catchThrowable(() -> Cursor.decode(text).number(3));
			assertThat(failure).isInstanceOf(RejectedException.class);
			assertThat(((RejectedException) failure).field()).isEqualTo("cursor");
		});
	}

	@ParameterizedTest
	@ValueSource(ints = { Integer.MIN_VALUE, -1, 0, 201, Integer.MAX_VALUE })
	void rejectsLimitsOutOfBounds(int limit) {
		assertThatThrownBy(() -> PageRequest.of(limit, null)).isInstanceOf(RejectedException.class)
			.hasMessageContaining("from 1 to 200");
	}

	@Test
	void defaultsToTheFirstFifty() {
		assertThat(PageRequest.of(null, null)).isEqualTo(new PageRequest(50, null));
	}

	private static long number(RandomGenerator random) {
		return (random.nextInt(4) > 0) ? random.nextLong()
				: Cases.oneOf(random, List.of(Long.MIN_VALUE, -1L, 0L, Long.MAX_VALUE));
	}

	/** Letters of Base64, ASCII or anything else, lone surrogates included. */
	private static String text(RandomGenerator random) {
		int bound = Cases.oneOf(random, List.of(0, 128, 65_536));
		String letters = "ABCXYZabcxyz0189-_";
		StringBuilder text = new StringBuilder();
		for (int i = random.nextInt(256); i > 0; i--) {
			text.append((bound > 0) ? (char) random.nextInt(bound) : letters.charAt(random.nextInt(letters.length())));
		}
		return text.toString();
	}

}
