package dev.parley.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.parley.system.support.Cast;
import dev.parley.system.support.LiveServer;
import dev.parley.system.support.TestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of docs/protocol.md work as the page says.
 */
@LiveServer
class TryItTests {

	private static final Path PAGE = Path.of("docs/protocol.md");

	@LocalServerPort
	private int port;

	@Autowired
	private Cast cast;

	@Test
	void theExamplesOfTheProtocolPageWork() throws IOException {
		this.cast.engagement("globex-firewall", "northwind", "globex");
		try (TestClient terminal = TestClient.connect(this.port, this.cast.token("mia"));
				TestClient console = TestClient.connect(this.port, this.cast.token("mia"));
				TestClient other = TestClient.connect(this.port, this.cast.token("gil"))) {
			List<String> lines = block("jsonl", (line) -> true);
			assertThat(lines).hasSize(9);
			lines.forEach(terminal::sendText);
			assertThat(type(terminal.answer("try-1"))).isEqualTo("pong");
			assertThat(terminal.await("synced").get("engagement").asString()).isEqualTo("globex-firewall");
			terminal.acked("try-2");
			JsonNode first = terminal.acked("try-3");
			JsonNode second = terminal.acked("try-3");
			assertThat(terminal.said("Hello from a terminal").get("seq")).isEqualTo(first.at("/data/seq"));
			assertThat(second.at("/data/seq")).isEqualTo(first.at("/data/seq"));
			assertThat(second.at("/data/duplicate").asBoolean()).isTrue();
			assertThat(terminal.acked("try-4").at("/data/total").asLong()).isEqualTo(1);
			terminal.await("interaction_update");
			assertThat(terminal.acked("try-5").at("/data/alert")).isEqualTo(terminal.await("alert").at("/data/alert"));
			other.await("typing");
			terminal.await("typing");
			assertThat(terminal.refused("try-6").get("code").asString()).isEqualTo("unknown_type");
			assertThat(terminal.refused("try-7").get("field").asString()).isEqualTo("text");

			block("js", (line) -> line.startsWith("ws.send('")).stream()
				.map((line) -> line.substring(9, line.length() - 3))
				.forEach(console::sendText);
			assertThat(type(console.answer("try-8"))).isEqualTo("pong");
			console.acked("try-9");
		}
	}

	private static String type(JsonNode frame) {
		return frame.get("type").asString();
	}

	private static List<String> block(String language, Predicate<String> wanted) throws IOException {
		return Files.readAllLines(PAGE)
			.stream()
			.dropWhile((line) -> !line.equals("```" + language))
			.skip(1)
			.takeWhile((line) -> !line.equals("```"))
			.filter(wanted)
			.toList();
	}

}
