package dev.parley.lab.events;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FrameMatcherTests {

	private static final String FRAME = "{\"type\":\"chat\",\"seq\":7,\"data\":{\"tags\":[\"a\",{\"b\":true}],\"none\":null}}";

	private final Variables variables = new Variables(Map.of("n", "7", "word", "chat"));

	@ParameterizedTest
	@CsvSource({ "type, chat, true", "type, other, false", "seq, 7, true", "seq, 8, false", "data.tags.0, a, true",
			"data.tags.1.b, true, true", "data.tags.2, a, false", "data.missing, *, false", "data, *, true",
			"data.none, *, true", "type, *, true", "seq, '{{n}}', true", "type, '{{word}}', true",
			"data.tags, '[\"a\",{\"b\":true}]', true" })
	void comparesAValueByItsPath(String path, String wanted, boolean matches) {
		assertThat(new FrameMatcher(Map.of(path, wanted), null, null).matches(FRAME, this.variables))
			.isEqualTo(matches);
	}

	@Test
	void needsAllFields() {
		FrameMatcher both = new FrameMatcher(Map.of("type", "chat", "seq", "8"), null, null);

		assertThat(both.matches(FRAME, this.variables)).isFalse();
		assertThat(both.matches(FRAME.replace("7", "8"), this.variables)).isTrue();
	}

	@Test
	void comparesTheWholeText() {
		FrameMatcher whole = new FrameMatcher(Map.of(), "hello {{word}}", null);

		assertThat(whole.matches("hello chat", this.variables)).isTrue();
		assertThat(whole.matches("hello chat!", this.variables)).isFalse();
	}

	@Test
	void searchesASubstring() {
		FrameMatcher part = new FrameMatcher(Map.of(), null, "\"seq\":{{n}}");

		assertThat(part.matches(FRAME, this.variables)).isTrue();
		assertThat(part.matches("{}", this.variables)).isFalse();
	}

	@Test
	void needsEveryCondition() {
		FrameMatcher matcher = new FrameMatcher(Map.of("type", "chat"), null, "tags");

		assertThat(matcher.matches(FRAME, this.variables)).isTrue();
		assertThat(matcher.matches("{\"type\":\"chat\"}", this.variables)).isFalse();
		assertThat(matcher.matches("{\"type\":\"x\",\"tags\":1}", this.variables)).isFalse();
	}

	@Test
	void doesNotFindFieldsInAFrameThatIsNotJson() {
		assertThat(new FrameMatcher(Map.of("type", "*"), null, null).matches("hello", this.variables)).isFalse();
	}

	@Test
	void matchesAnyFrameWithoutConditions() {
		assertThat(new FrameMatcher(Map.of(), null, null).matches("anything", this.variables)).isTrue();
	}

	@Test
	void describesItselfWithVariablesFilled() {
		assertThat(new FrameMatcher(Map.of("type", "{{word}}"), null, null).describe(this.variables))
			.isEqualTo("{type=chat}");
		assertThat(new FrameMatcher(Map.of("type", "x"), null, "n{{n}}").describe(this.variables))
			.isEqualTo("{type=x} containing 'n7'");
		assertThat(new FrameMatcher(Map.of(), "all {{n}}", null).describe(this.variables)).isEqualTo("all 7");
	}

}
