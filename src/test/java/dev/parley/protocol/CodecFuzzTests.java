package dev.parley.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

import dev.parley.support.Cases;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any bytes decode to a message or are rejected with a reason. {@code JAZZER_FUZZ=1} lets
 * the fuzzer search for more, starting from the golden samples.
 */
@Tag("slow")
class CodecFuzzTests {

	private static final ProtocolCodec CODEC = new ProtocolCodec();

	private static final List<String> TYPES = Samples.types("client");

	private static final List<String> SAMPLES = TYPES.stream().map((type) -> Samples.of("client", type)).toList();

	@FuzzTest
	@MethodSource("samples")
	void anyBytesAreAMessageOrRejected(byte[] bytes) {
		messageOrRejection(bytes);
	}

	@Test
	void randomBytesAreAMessageOrRejected() {
		Cases.forAll(2000, CodecFuzzTests::bytes, CodecFuzzTests::messageOrRejection);
	}

	@Test
	void spoiltSamplesAreAMessageOrRejected() {
		Cases.forAll(5000, CodecFuzzTests::spoiltSample, CodecFuzzTests::messageOrRejection);
	}

	@Test
	void randomJsonIsAMessageOrRejected() {
		Cases.forAll(2000, CodecFuzzTests::json, (json) -> messageOrRejection(json.getBytes(UTF_8)));
	}

	static Stream<byte[]> samples() {
		return SAMPLES.stream().map((sample) -> sample.getBytes(UTF_8));
	}

	private static byte[] bytes(RandomGenerator random) {
		byte[] bytes = new byte[random.nextInt(256)];
		random.nextBytes(bytes);
		return bytes;
	}

	/** A sample with some bytes overwritten, perhaps with its end cut off. */
	private static byte[] spoiltSample(RandomGenerator random) {
		byte[] bytes = Cases.oneOf(random, SAMPLES).getBytes(UTF_8);
		byte value = (random.nextInt(4) == 0) ? (byte) random.nextInt()
				: (byte) Cases.oneOf(random, "{}[]\",:0-e\\un".chars().boxed().toList()).intValue();
		for (int i = random.nextInt(5); i > 0; i--) {
			bytes[random.nextInt(bytes.length)] = value;
		}
		return (random.nextInt(3) == 0) ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
	}

	private static String json(RandomGenerator random) {
		return "{\"type\":\"" + Cases.oneOf(random, TYPES) + "\",\"id\":" + value(random, 4) + ",\"data\":"
				+ value(random, 4) + "}";
	}

	private static String value(RandomGenerator random, int depth) {
		if (random.nextInt(5) >= depth) {
			return Cases.oneOf(random, List.of("null", "true", "1", "-1", "1e400", "99999999999999999999", "\"e\"",
					"\"\\ud800\"", "\"\"", "[]", "{}", "0.1"));
		}
		return "{\"" + name(random) + "\":" + value(random, depth - 1) + ",\"" + name(random) + "\":["
				+ value(random, depth - 1) + "]}";
	}

	private static String name(RandomGenerator random) {
		return Cases.oneOf(random,
				List.of("engagement", "seq", "text", "after", "kind", "count", "alert", "token", "title", "severity"));
	}

	private static void messageOrRejection(byte[] bytes) {
		try {
			assertThat(CODEC.decode(bytes)).isNotNull();
		}
		catch (RejectedException ex) {
			assertThat(ex.explanation()).isNotBlank().hasSizeLessThan(400);
			assertThat(ex.code().status()).isBetween(400, 413);
		}
	}

}
