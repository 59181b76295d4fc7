package dev.parley.lab.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.parley.lab.FaultyServer;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("slow")
class EventsCommandTests {

	private static final String MIXED = """
			name: mixed
			steps:
			  - { name: fine, send: a, expect: [ { text: a } ] }
			  - { name: short, send: b, expect: [ { text: b, count: 2, within: 2s }, { text: c, within: 50ms } ] }
			  - { name: broken, rest: { path: /missing } }
			""";

	private final FaultyServer server = FaultyServer.echo().start();

	@TempDir
	private Path folder;

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void endsWithZeroWhenEveryExpectationHolds() throws IOException {
		Invocation passed = events("steps: [ { name: echo, send: a, expect: [ { text: a } ] } ]");

		assertThat(passed.code()).as(passed.out() + passed.err()).isZero();
		assertThat(passed.out()).contains("█ EVENTS", "PASS", "✓ echo  1 of 1, ",
				"expected 1   received 1   missing 0   unexpected 0   success 100.00%");
	}

	@Test
	void endsWith99AndNamesWhatIsMissing() throws IOException {
		Invocation failed = events(MIXED);

		assertThat(failed.code()).isEqualTo(99);
		assertThat(failed.out()).contains("█ EVENTS  mixed  FAIL", "✓ fine  1 of 1", "✗ short  1 of 3",
				"me: expected 2 of b, got 1", "me: expected 1 of c, got 0", "✗ broken  0 of 0",
				"GET /missing returned status ", "expected 4   received 2   missing 2   unexpected 0   success 50.00%");
	}

	@Test
	void writesEveryStepAsJunitXml() throws IOException {
		Path junit = this.folder.resolve("events.xml");
		events(MIXED, "--junit", junit.toString());

		assertThat(Files.readString(junit)).contains("lab events mixed", "tests=\"3\" failures=\"2\"", "name=\"fine\"",
				"me: expected 2 of b, got 1", "GET /missing returned status ");
	}

	@Test
	void showsUnexpectedFramesOnlyWhenAsked() throws IOException {
		String yaml = "steps: [ { send: surprise, expect: [ { text: other, within: 2s } ] } ]";

		assertThat(events(yaml, "--unexpected").out()).contains("unexpected me: surprise");
		assertThat(events(yaml).out()).contains("unexpected 1").doesNotContain("me: surprise");
	}

	@Test
	void endsWith2WhenTheFileIsInvalid() throws IOException {
		Invocation invalid = events("steps: [ { sned: x } ]");

		assertThat(invalid.code()).isEqualTo(2);
		assertThat(invalid.err().lines()).singleElement().asString().contains("step 1 has the unknown key 'sned'");
	}

	@Test
	void endsWith2WithoutAnAddress() throws IOException {
		Path file = Files.writeString(this.folder.resolve("events.yaml"), "steps: [ { send: x } ]");
		Invocation nowhere = Invocation.of("events", file.toString());

		assertThat(nowhere.code()).isEqualTo(2);
		assertThat(nowhere.err().lines()).containsExactly("lab: the event test has no 'url'; give one with --ws-url");
	}

	@Test
	void endsWith97WhenTheServerIsUnreachable() throws IOException {
		Path file = Files.writeString(this.folder.resolve("events.yaml"), "steps: [ { send: x } ]");
		Invocation absent = Invocation.of("events", file.toString(), "--ws-url", "ws://127.0.0.1:1/ws");

		assertThat(absent.code()).isEqualTo(97);
		assertThat(absent.err().lines()).singleElement().asString().contains("cannot be reached");
	}

	private Invocation events(String yaml, String... options) throws IOException {
		Path file = Files.writeString(this.folder.resolve("events.yaml"), yaml);
		String[] args = new String[options.length + 4];
		System.arraycopy(new String[] { "events", file.toString(), "--ws-url", this.server.url() }, 0, args, 0, 4);
		System.arraycopy(options, 0, args, 4, options.length);
		return Invocation.of(args);
	}

}
