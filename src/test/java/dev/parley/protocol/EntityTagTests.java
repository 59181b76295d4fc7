package dev.parley.protocol;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class EntityTagTests {

	@Test
	void acceptsATagItHasWritten() {
		assertThat(EntityTag.required(EntityTag.of(3))).isEqualTo(3);
	}

	@Test
	void acceptsATagWeakenedByAProxy() {
		assertThat(EntityTag.required("W/\"17\"")).isEqualTo(17);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "  " })
	void requiresATag(@Nullable String header) {
		assertThat(codeOf(header)).isEqualTo(ErrorCode.PRECONDITION_REQUIRED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "*", "3", "\"x\"", "\"1\", \"2\"", "\"-1\"", "\"9999999999999999999\"", "\"١\"" })
	void rejectsInvalidTags(String header) {
		assertThat(codeOf(header)).isEqualTo(ErrorCode.BAD_REQUEST);
	}

	private static ErrorCode codeOf(@Nullable String header) {
		return catchThrowableOfType(RejectedException.class, () -> EntityTag.required(header)).code();
	}

}
