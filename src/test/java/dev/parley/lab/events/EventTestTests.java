package dev.parley.lab.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.parley.lab.FaultyServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EventTestTests {

	private final FaultyServer server = FaultyServer.broadcast().start();

	@TempDir
	private Path folder;

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void whatEverybodyReceivesIsFoundAndCapturedForTheNextStep() throws IOException {
		EventResult result = run("""
				clients: { a: {}, b: {} }
				variables: { word: "hello {{run}}" }
				steps:
				  - send: { client: a, frame: { type: say, text: "{{word}}", n: 7 } }
				    expect:
				      - { type: say, match: { text: "{{word}}" }, exactly: true, capture: { n: n } }
				  - send: { client: b, frame: { type: reply, to: "{{#n}}" } }
				    expect:
				      - { clients: [a], type: reply, match: { to: 7 } }
				      - { clients: [b], contains: '"to":7', of: 1 }
				      - { type: never, absent: true, within: 50ms }
				""");

		assertThat(result.isOk()).as(result.toString()).isTrue();
		assertThat(result.expected()).isEqualTo(4).isEqualTo(result.received());
		assertThat(result.successRate()).isEqualTo(1);
	}

	@Test
	void whatDoesNotComeIsMissingByClientAndWhatNobodyExpectedIsTold() throws IOException {
		EventResult result = run("""
				clients: { a: {}, b: {} }
				steps:
				  - name: wrong
				    send: '{"type":"one"}'
				    expect:
				      - { clients: [b], type: two, within: 500ms }
				""");

		EventResult.Step step = result.steps().getFirst();
		assertThat(result.isOk()).isFalse();
		assertThat(step.missing()).singleElement().asString().startsWith("b: expected 1 of {type=two}");
		assertThat(step.unexpected()).hasSize(2).allMatch((line) -> line.endsWith("{\"type\":\"one\"}"));
		assertThat(result.successRate()).isZero();
	}

	@Test
	void whatComesThoughItMustNotIsAFailure() throws IOException {
		EventResult result = run("""
				steps:
				  - send: secret
				    expect: [ { text: secret, absent: true, within: 1s } ]
				""");

		assertThat(result.isOk()).isFalse();
		assertThat(result.steps().getFirst().missing()).singleElement().asString().contains("none of secret, got 1");
	}

	@Test
	void aDoubledFrameIsNotExactlyOne() throws IOException {
		this.server.doubleEvery(1);

		EventResult result = run("""
				steps:
				  - send: x
				    expect: [ { text: x, exactly: true } ]
				""");

		assertThat(result.steps().getFirst().missing()).singleElement().asString().contains("exactly 1 of x, got 2");
	}

	@Test
	void aRecordingOfTheConsoleRuns() throws IOException {
		EventResult result = run("""
				# Recorded in the console. Run it with: parley lab events <this file>
				steps:
				  - send: |-
				      {"type":"ping"}
				    expect:
				      - type: "ping"
				        within: 5s
				  - send: |-
				      two
				      lines
				    expect:
				      - text: |-
				          two
				          lines
				        within: 5s
				""");

		assertThat(result.isOk()).as(result.toString()).isTrue();
	}

	@Test
	void aTriggerThatFailsSaysWhy() throws IOException {
		EventResult result = run("""
				steps:
				  - rest: { method: GET, path: /nothing }
				  - send: "{{unknown}}"
				""");

		assertThat(result.steps().getFirst().error()).contains("/nothing");
		assertThat(result.steps().getLast().error()).contains("{{unknown}}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "steps: []", "steps: 3", "steps: [ { sned: x } ]",
			"nonsense: 1\nsteps: [ { send: x } ]", "steps: [ { send: x, expect: [ { clients: [nobody], type: x } ] } ]",
			"steps: [ { send: x, expect: [ { type: x, within: soon } ] } ]", "steps: [ {", "[]" })
	void aFileThatCannotWorkIsRefused(String yaml) {
		assertThatIllegalArgumentException().isThrownBy(() -> EventFile.parse(yaml, "bad.yaml"))
			.withMessageContaining("bad.yaml");
	}

	@Test
	void theEventTestOfParleyCanBeRead() {
		assertThatCode(EventTest::ofParley).doesNotThrowAnyException();
	}

	private EventResult run(String yaml) throws IOException {
		Path file = this.folder.resolve("test.yaml");
		Files.writeString(file, yaml);
		return EventTest.read(file).at(this.server.url()).run();
	}

}
