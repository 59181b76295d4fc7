package dev.parley.lab.preset;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.parley.lab.engine.Stamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MessageTemplateTests {

	private static final String STAMP = Stamp.text(9, 3, 4, 5, 6_000);

	@Test
	void fillsUpToTheWishedLengthWithWords() {
		assertThat(written("{{stamp}} {{padding}}", 60)).isEqualTo(STAMP + " measure measure").hasSize(60);
	}

	@Test
	void aTextThatIsLongerStaysAsLongAsItIs() {
		assertThat(written("{{stamp}} and more", 10)).isEqualTo(STAMP + " and more");
		assertThat(written("{{stamp}}{{padding}}", 0)).isEqualTo(STAMP);
	}

	@Test
	void withoutPaddingNothingIsFilledUp() {
		assertThat(written("{{stamp}}", 500)).isEqualTo(STAMP);
	}

	@Test
	void everyStampIsWritten() {
		assertThat(written("id:{{stamp}}\n\n{{stamp}} {{padding}}\0", 110))
			.isEqualTo("id:" + STAMP + "\n\n" + STAMP + " measure measure\0");
	}

	@Test
	void onlyTheFirstPaddingIsFilled() {
		assertThat(written("{{padding}}|{{stamp}}|{{padding}}", 50)).isEqualTo("meas|" + STAMP + "|");
	}

	@Test
	void bytesCountAndNotCharacters() {
		String message = written("ü{{stamp}}ü{{padding}}", 60);

		assertThat(message.getBytes(StandardCharsets.UTF_8)).hasSize(60);
		assertThat(message).startsWith("ü" + STAMP + "ümeasure");
	}

	@Test
	void oneTemplateIsWrittenAgainAndAgain() {
		MessageTemplate template = MessageTemplate.of("<{{stamp}}>", 0);
		byte[] target = new byte[template.length() + 5];

		template.write(target, 9, 3, 3, 0, 0);
		template.write(target, 9, 3, 4, 5, 6_000);

		assertThat(new String(target, 0, template.length(), StandardCharsets.UTF_8)).isEqualTo("<" + STAMP + ">");
		assertThat(target[template.length()]).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "no stamp", "{{Stamp}}", "{stamp}", "{{ stamp }}" })
	void aMessageWithoutAStampIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> MessageTemplate.of(text, 100))
			.withMessageContaining("needs {{stamp}} somewhere: '" + text + "'");
	}

	@Test
	void paddingIsOfAnyLength() {
		assertThat(MessageTemplate.padding(0)).isEmpty();
		assertThat(MessageTemplate.padding(7)).isEqualTo("measure");
		assertThat(MessageTemplate.padding(10)).isEqualTo("measure me");
	}

	private static String written(String text, int length) {
		MessageTemplate template = MessageTemplate.of(text, length);
		byte[] target = new byte[template.length()];
		template.write(target, 9, 3, 4, 5, 6_000);
		return new String(target, StandardCharsets.UTF_8);
	}

}
