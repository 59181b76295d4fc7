package dev.parley.protocol;

import java.util.Arrays;
import java.util.List;

import com.code_intelligence.jazzer.junit.FuzzTest;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any bytes are a message or are refused with a reason; nothing else comes out. With
 * {@code JAZZER_FUZZ=1} the fuzzer searches for more.
 */
class CodecFuzzTests {

	private static final ProtocolCodec CODEC = new ProtocolCodec();

	@FuzzTest
	void anyBytesAreAMessageOrRefused(byte[] bytes) {
		messageOrRefusal(bytes);
	}

	@Property(tries = 2000)
	void randomBytesAreAMessageOrRefused(@ForAll byte[] bytes) {
		messageOrRefusal(bytes);
	}

	@Property(tries = 5000)
	void spoiltSamplesAreAMessageOrRefused(@ForAll("spoilt") byte[] bytes) {
		messageOrRefusal(bytes);
	}

	@Property(tries = 2000)
	void randomJsonIsAMessageOrRefused(@ForAll("json") String json) {
		messageOrRefusal(json.getBytes(UTF_8));
	}

	/** A sample of which some bytes were overwritten, and the end perhaps cut off. */
	@Provide
	Arbitrary<byte[]> spoilt() {
		Arbitrary<byte[]> samples = Arbitraries.of(Samples.types("client"))
			.map((type) -> Samples.of("client", type).getBytes(UTF_8));
		Arbitrary<List<Integer>> places = Arbitraries.integers().between(0, 10_000).list().ofMaxSize(4);
		Arbitrary<Byte> values = Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.bytes()),
				Tuple.of(3, Arbitraries.of("{}[]\",:0-e\\un".chars().mapToObj((c) -> (byte) c).toList())));
		return Combinators.combine(samples, places, values, Arbitraries.integers().between(0, 10_000))
			.as((sample, at, value, cut) -> {
				byte[] bytes = sample.clone();
				at.forEach((place) -> bytes[place % bytes.length] = value);
				return (cut % 3 == 0) ? Arrays.copyOf(bytes, cut % bytes.length) : bytes;
			});
	}

	@Provide
	Arbitrary<String> json() {
		return Combinators.combine(Arbitraries.of(Samples.types("client")), value(), value())
			.as((type, id, data) -> "{\"type\":\"" + type + "\",\"id\":" + id + ",\"data\":" + data + "}");
	}

	private static Arbitrary<String> value() {
		Arbitrary<String> plain = Arbitraries.of("null", "true", "1", "-1", "1e400", "99999999999999999999", "\"e\"",
				"\"\\ud800\"", "\"\"", "[]", "{}", "0.1");
		Arbitrary<String> names = Arbitraries.of("engagement", "seq", "text", "after", "kind", "count", "alert",
				"token", "title", "severity");
		return Arbitraries.recursive(() -> plain, (value) -> Combinators.combine(names, value, names, value)
			.as((one, first, two, second) -> "{\"" + one + "\":" + first + ",\"" + two + "\":[" + second + "]}"), 0, 4);
	}

	private static void messageOrRefusal(byte[] bytes) {
		try {
			assertThat(CODEC.decode(bytes)).isNotNull();
		}
		catch (RejectedException ex) {
			assertThat(ex.explanation()).isNotBlank().hasSizeLessThan(400);
			assertThat(ex.code().status()).isBetween(400, 413);
		}
	}

}
