package dev.parley;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tests named in docs/delivery.md exist.
 */
class DeliveryDocsTests {

	private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Tests|IT))(?:\\.(\\w+)(…?))?`");

	@ParameterizedTest
	@MethodSource("named")
	void everyNamedTestExists(String test, String method, boolean beginning) throws IOException {
		Path source = source(test);
		if (method != null) {
			assertThat(Files.readString(source)).containsPattern("void " + method + (beginning ? "\\w*\\(" : "\\("));
		}
	}

	@Test
	void everyPromiseNamesItsTests() throws IOException {
		List<String> promises = Files.readAllLines(Path.of("docs/delivery.md"))
			.stream()
			.filter((line) -> line.matches("\\| \\d+ \\|.*"))
			.toList();
		assertThat(promises).hasSize(12);
		assertThat(promises).allMatch((line) -> NAMED.matcher(line).find() || line.contains("more than one node"));
	}

	static Stream<Object[]> named() throws IOException {
		return NAMED.matcher(Files.readString(Path.of("docs/delivery.md")))
			.results()
			.map((match) -> new Object[] { match.group(1), match.group(2), "…".equals(match.group(3)) });
	}

	private static Path source(String test) throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
			return files.filter((file) -> file.endsWith(test + ".java"))
				.findFirst()
				.orElseThrow(() -> new AssertionError("There is no " + test));
		}
	}

}
