package dev.parley.protocol;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

class PageTests {

	@Test
	void theLastPageHasNoNext() {
		Page<Integer> page = Page.of(List.of(1, 2), PageRequest.of(2, null), Cursor::after);
		assertThat(page.items()).containsExactly(1, 2);
		assertThat(page.next()).isNull();
	}

	@Test
	void oneRowMoreBecomesACursorBehindTheLastItemShown() {
		Page<Integer> page = Page.of(List.of(1, 2, 3), PageRequest.of(2, null), Cursor::after);
		assertThat(page.items()).containsExactly(1, 2);
		assertThat(Cursor.decode(String.valueOf(page.next())).number(0)).isEqualTo(2);
	}

	@Property
	void aCursorComesBackAsItWent(@ForAll String name, @ForAll long at) {
		String text = name.replace("\u0000", "");
		Cursor cursor = Cursor.decode(Cursor.after(at, text).encoded());
		assertThat(cursor.number(0)).isEqualTo(at);
		assertThat(cursor.text(1)).isEqualTo(new String(text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
				java.nio.charset.StandardCharsets.UTF_8));
	}

	@Property
	void anyTextIsACursorOrRefused(@ForAll String text) {
		Throwable failure = catchThrowable(() -> Cursor.decode(text).number(3));
		assertThat(failure).isInstanceOf(RejectedException.class);
		assertThat(((RejectedException) failure).field()).isEqualTo("cursor");
	}

	@ParameterizedTest
	@ValueSource(ints = { Integer.MIN_VALUE, -1, 0, 201, Integer.MAX_VALUE })
	void limitsOutOfBoundsAreRefused(int limit) {
		assertThatThrownBy(() -> PageRequest.of(limit, null)).isInstanceOf(RejectedException.class)
			.hasMessageContaining("between 1 and 200");
	}

	@Test
	void withoutParametersItIsTheFirstFifty() {
		assertThat(PageRequest.of(null, null)).isEqualTo(new PageRequest(50, null));
	}

}
