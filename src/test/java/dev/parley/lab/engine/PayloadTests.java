package dev.parley.lab.engine;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PayloadTests {

	@Test
	void looksAtItsPartOfTheBufferOnly() {
		Payload payload = new Payload().set(Unpooled.copiedBuffer("xxabcaxx", StandardCharsets.US_ASCII), 2, 4, true);

		assertThat(payload.length()).isEqualTo(4);
		assertThat(payload.isBinary()).isTrue();
		assertThat(payload.text()).isEqualTo("abca");
		assertThat(payload.bytes()).containsExactly('a', 'b', 'c', 'a');
		assertThat(payload.at(2)).isEqualTo((byte) 'c');
		assertThat(payload.indexOf(0, (byte) 'x')).isEqualTo(-1);
		assertThat(payload.indexOf(1, (byte) 'a')).isEqualTo(3);
		assertThat(payload.indexOf(0, bytes("ax"))).isEqualTo(-1);
		assertThat(payload.matches(3, bytes("ax"))).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "0, lab, 0", "1, lab, 6", "7, lab, -1", "0, b., 2", "0, b.lax, -1", "0, x, 10", "11, x, -1" })
	void findsBytesFromAPlaceOn(int from, String needle, int place) {
		assertThat(Payload.of("lab.lalab.x").indexOf(from, bytes(needle))).isEqualTo(place);
	}

	@Test
	void nothingIsFoundEverywhere() {
		assertThat(Payload.of("abc").indexOf(2, new byte[0])).isEqualTo(2);
		assertThat(Payload.of("").contains(bytes("a"))).isFalse();
		assertThat(Payload.of("abc").contains(bytes("bc"))).isTrue();
	}

	@Test
	void matchesOnlyWhereAllBytesFit() {
		Payload payload = Payload.of("abc");

		assertThat(payload.matches(0, bytes("abc"))).isTrue();
		assertThat(payload.matches(1, bytes("abc"))).isFalse();
		assertThat(payload.matches(-1, bytes("a"))).isFalse();
		assertThat(payload.matches(3, new byte[0])).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "'n:42,', 2, 42", "'n:42', 2, 42", "'n:', 2, -1", "'n:x', 2, -1", "'n:-5', 2, -1", "'n:007', 2, 7",
			"'n:0', 2, 0", "'n:999999999999999999', 2, 999999999999999999", "'n:1e5', 2, 1" })
	void readsAWholeNumber(String text, int at, long number) {
		assertThat(Payload.of(text).numberAt(at)).isEqualTo(number);
	}

	@Test
	void aNumberOfMoreThanEighteenDigitsIsCutAndNeverNegative() {
		assertThat(Payload.of("99999999999999999999").numberAt(0)).isEqualTo(999_999_999_999_999_999L);
	}

	@Test
	void textIsUtf8() {
		Payload payload = Payload.of("Grüße, 世界");

		assertThat(payload.text()).isEqualTo("Grüße, 世界");
		assertThat(payload.length()).isEqualTo(15);
		assertThat(payload.isBinary()).isFalse();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
