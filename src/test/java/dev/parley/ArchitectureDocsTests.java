package dev.parley;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tour of one message in docs/architecture.md matches the code.
 */
class ArchitectureDocsTests {

	private static final Path PAGE = Path.of("docs/architecture.md");

	private static final Path MAIN = Path.of("src/main/java/dev/parley");

	private static final Pattern PACKAGES = Pattern.compile("(?m)^\\| `([a-z.`, ]+)` \\|");

	private static final Pattern STOP = Pattern.compile("`(\\w+)(?:\\.(\\w+))?` \\((\\w+)\\)");

	@ParameterizedTest
	@MethodSource("stops")
	void everyStopIsInItsPackage(String type, String method, String inPackage) throws IOException {
		String source = Files.readString(MAIN.resolve(inPackage).resolve(type + ".java"));
		assertThat(source).containsPattern("(class|interface|record) " + type + "\\b");
		if (method != null) {
			assertThat(source).containsPattern("\\b" + method + "\\(");
		}
	}

	@Test
	void theTourIsComplete() throws IOException {
		assertThat(stops().map((stop) -> stop[0])).containsSubsequence("EngagementSocketHandler", "ProtocolCodec",
				"MessageRouter", "ChatService", "Journal", "LiveDelivery", "GapRepair", "ConnectionManager", "Replay");
	}

	@Test
	void everyPackageIsListedOnceAndExists() throws IOException {
		String page = Files.readString(PAGE);
		List<String> listed = PACKAGES
			.matcher(page.substring(page.indexOf("## The house"), page.indexOf("Where to look")))
			.results()
			.flatMap((row) -> Arrays.stream(row.group(1).split("`, `")))
			.toList();
		try (Stream<Path> files = Files.walk(MAIN)) {
			List<String> packages = files.filter((file) -> file.endsWith("package-info.java"))
				.map((file) -> MAIN.relativize(file.getParent()).toString().replace('/', '.'))
				.filter((name) -> !name.isEmpty() && !name.startsWith("lab."))
				.toList();
			assertThat(listed).containsExactlyInAnyOrderElementsOf(packages);
		}
	}

	@Test
	void noPackageIsTooFullToKnow() throws IOException {
		try (Stream<Path> files = Files.walk(MAIN)) {
			Map<Path, Long> sizes = files.filter((file) -> file.toString().endsWith(".java"))
				.collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
			assertThat(sizes).allSatisfy((name, size) -> assertThat(size).as("%s", name).isLessThan(45));
		}
	}

	static Stream<Object[]> stops() throws IOException {
		String page = Files.readString(PAGE);
		String tour = page.substring(page.indexOf("## The tour of one message"));
		return STOP.matcher(tour)
			.results()
			.map((match) -> new Object[] { match.group(1), match.group(2), match.group(3) });
	}

}
