package dev.parley;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tour of one message in docs/architecture.md matches the code.
 */
class TourTests {

	private static final Path PAGE = Path.of("docs/architecture.md");

	private static final Pattern STOP = Pattern.compile("`(\\w+)(?:\\.(\\w+))?` \\((\\w+)\\)");

	@ParameterizedTest
	@MethodSource("stops")
	void everyStopIsInItsPackage(String type, String method, String inPackage) throws IOException {
		String source = Files.readString(Path.of("src/main/java/dev/parley", inPackage, type + ".java"));
		assertThat(source).containsPattern("(class|interface|record) " + type + "\\b");
		if (method != null) {
			assertThat(source).containsPattern("\\b" + method + "\\(");
		}
	}

	@Test
	void theTourIsComplete() throws IOException {
		assertThat(stops().map((stop) -> stop[0])).containsSubsequence("EngagementSocketHandler", "ProtocolCodec",
				"MessageRouter", "ChatService", "Journal", "JournalFeed", "ConnectionManager", "Replay");
	}

	static Stream<Object[]> stops() throws IOException {
		String page = Files.readString(PAGE);
		String tour = page.substring(page.indexOf("## The tour of one message"));
		return STOP.matcher(tour)
			.results()
			.map((match) -> new Object[] { match.group(1), match.group(2), match.group(3) });
	}

}
