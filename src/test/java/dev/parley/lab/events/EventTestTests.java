package dev.parley.lab.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.parley.lab.FaultyServer;
import dev.parley.lab.StubApi;
import dev.parley.lab.engine.Unreachable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@Tag("slow")
class EventTestTests {

	private final FaultyServer server = FaultyServer.broadcast().start();

	@TempDir
	private Path folder;

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void matchesFramesAndCapturesVariablesForTheNextStep() throws IOException {
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
	void reportsMissingFramesByClientAndUnexpectedFrames() throws IOException {
		EventResult result = run("""
				clients: { a: {}, b: {} }
				steps:
				  - name: wrong
				    send: '{"type":"one"}'
				    expect:
				      - { clients: [b], type: two, within: 500ms }
				""");

		EventResult.StepResult step = result.steps().getFirst();
		assertThat(result.isOk()).isFalse();
		assertThat(step.missing()).singleElement().asString().startsWith("b: expected 1 of {type=two}");
		assertThat(step.unexpected()).hasSize(2).allMatch((line) -> line.endsWith("{\"type\":\"one\"}"));
		assertThat(result.successRate()).isZero();
	}

	@Test
	void failsWhenAnAbsentFrameArrives() throws IOException {
		EventResult result = run("""
				steps:
				  - send: secret
				    expect: [ { text: secret, absent: true, within: 1s } ]
				""");

		assertThat(result.isOk()).isFalse();
		assertThat(result.steps().getFirst().missing()).singleElement().asString().contains("none of secret, got 1");
	}

	@Test
	void failsWhenAFrameArrivesMoreOftenThanExactly() throws IOException {
		this.server.doubleEvery(1);

		EventResult result = run("""
				steps:
				  - send: x
				    expect: [ { text: x, exactly: true } ]
				""");

		assertThat(result.steps().getFirst().missing()).singleElement().asString().contains("exactly 1 of x, got 2");
	}

	@Test
	void runsARecordingOfTheConsole() throws IOException {
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
	void reportsWhyATriggerFailed() throws IOException {
		EventResult result = run("""
				steps:
				  - rest: { method: GET, path: /nothing }
				  - send: "{{unknown}}"
				""");

		assertThat(result.steps().getFirst().error()).contains("/nothing");
		assertThat(result.steps().getLast().error()).contains("{{unknown}}");
	}

	@Test
	void readsTheEventTestOfParley() {
		assertThatCode(EventTest::ofParley).doesNotThrowAnyException();
	}

	@Test
	void countsFramesForEachOfSeveralClients() throws IOException {
		EventResult result = run("""
				clients: { a: {}, b: {}, c: {} }
				steps:
				  - send: { client: a, text: x }
				  - send: { client: b, text: y }
				    expect: [ { text: y, count: 1 }, { clients: [a, c], text: y } ]
				  - send: { client: c, text: z }
				    expect: [ { clients: [a, b], text: z, count: 2, within: 2s } ]
				""");

		assertThat(result.steps()).extracting(EventResult.StepResult::isOk).containsExactly(true, true, false);
		assertThat(result.steps().get(1).expected()).isEqualTo(5);
		assertThat(result.steps().get(2).missing()).containsExactly("a: expected 2 of z, got 1",
				"b: expected 2 of z, got 1");
		assertThat(result.steps().get(2)).extracting(EventResult.StepResult::expected, EventResult.StepResult::received)
			.containsExactly(4, 2);
	}

	@Test
	void acceptsAFrameAtOnlySomeOfTheClients() throws IOException {
		this.server.loseEvery(3);

		EventResult result = run("""
				clients: { a: {}, b: {}, c: {} }
				steps:
				  - { send: { client: a, text: x }, expect: [ { text: x, of: 2, within: 5s } ] }
				  - { send: { client: a, text: y }, expect: [ { text: y, of: 3, within: 2s } ] }
				""");

		assertThat(result.steps()).extracting(EventResult.StepResult::isOk).containsExactly(true, false);
		assertThat(result.steps().getLast().missing()).singleElement().asString().endsWith("expected 1 of y, got 0");
	}

	@Test
	void doesNotConfuseFramesOfEarlierSteps() throws IOException {
		EventResult result = run("""
				steps:
				  - { send: same, expect: [ { text: same, exactly: true } ] }
				  - { send: same, expect: [ { text: same, exactly: true } ] }
				  - { send: other, expect: [ { text: same, absent: true, within: 50ms } ] }
				""");

		assertThat(result.isOk()).as(result.toString()).isTrue();
		assertThat(result.steps().getLast()).extracting(EventResult.StepResult::expected).isEqualTo(0);
	}

	@Test
	void ignoresFramesThatTheFileIgnores() throws IOException {
		EventResult result = run("""
				ignore: [ { contains: noise } ]
				steps:
				  - { send: noise 1 }
				  - { send: signal, expect: [ { text: signal } ] }
				  - { send: surprise, expect: [ { text: other, within: 2s } ] }
				""");

		assertThat(result.steps().get(1).unexpected()).isEmpty();
		assertThat(result.steps().get(2).unexpected()).containsExactly("me: surprise");
	}

	@Test
	void shortensLongUnexpectedFrames() throws IOException {
		EventResult result = run("steps: [ { send: " + "x".repeat(5_000) + ", expect: [ { text: y, within: 2s } ] } ]");

		assertThat(result.steps().getFirst().unexpected()).singleElement()
			.satisfies((line) -> assertThat(line).hasSize("me: ".length() + 200));
	}

	@Test
	void capturesFromResponsesAndSendsTheTokenOfTheClient() throws IOException {
		try (StubApi api = new StubApi().on("POST /api/auth/login", 200, "{\"accessToken\":\"ann-token\"}")
			.on("POST /api/things", 201, "{\"id\":17,\"list\":[{\"name\":\"first\"}]}")
			.on("DELETE /api/things/17", 204, "")) {
			EventResult result = EventTest
				.read(write(
						"""
								clients: { ann: { user: ann@a.example }, bob: {} }
								steps:
								  - rest: { as: ann, method: POST, path: /things, body: { n: "{{#count}}", run: "{{run}}" }, status: 201,
								            capture: { id: id, name: list.0.name } }
								  - rest: { as: bob, method: DELETE, path: "/things/{{id}}" }
								  - send: "{{id}} {{name}}"
								    expect: [ { text: 17 first } ]
								variables: { count: 3 }
								"""))
				.at(this.server.url())
				.api(api.at("/api"))
				.tokens(List.of("first", "second"))
				.run();

			assertThat(result.isOk()).as(result.toString()).isTrue();
			assertThat(api.requests()).extracting(StubApi.Request::call)
				.containsExactly("POST /api/auth/login", "POST /api/things", "DELETE /api/things/17");
			assertThat(api.requests().get(0).body()).contains("\"password\":\"parley-demo\"");
			assertThat(api.requests().get(1).token()).isEqualTo("ann-token");
			assertThat(api.requests().get(1).body()).startsWith("{\"n\":3,\"run\":\"").hasSize(24);
			assertThat(api.requests().get(2).token()).as("the second client takes the second token")
				.isEqualTo("second");
		}
	}

	@Test
	void reportsAResponseWithTheWrongStatusOrWithoutTheCapture() throws IOException {
		try (StubApi api = new StubApi().on("GET /api/full", 200, "{\"id\":1}").on("GET /api/busy", 503, "later")) {
			EventResult result = EventTest.read(write("""
					steps:
					  - { rest: { path: /busy }, expect: [ { type: x }, { type: y } ] }
					  - rest: { path: /full, status: 201 }
					  - rest: { path: /full, capture: { name: data.name } }
					  - rest: { path: /busy, status: 503 }
					""")).at(this.server.url()).api(api.at("/api")).run();

			assertThat(result.steps()).extracting(EventResult.StepResult::error)
				.containsExactly("GET /busy returned status 503: later", "GET /full returned status 200: {\"id\":1}",
						"the response has no 'data.name' to capture: {\"id\":1}", null);
			assertThat(result.steps().getFirst().expected()).isEqualTo(2);
			assertThat(result.steps().getFirst().received()).isZero();
			assertThat(result.isOk()).isFalse();
		}
	}

	@Test
	void connectsWithHeadersAndSubprotocolsOfTheClient() throws IOException {
		run("""
				clients: { a: { headers: { X-Tenant: blue } }, b: { headers: { X-Tenant: green } } }
				steps: [ { send: x } ]
				""");

		assertThat(this.server.header("X-Tenant")).containsExactly("blue", "green");
	}

	@Test
	void reportsAClientThatIsRefused() throws IOException {
		EventTest test = EventTest.read(write("steps: [ { send: x } ]"))
			.at("ws://127.0.0.1:" + this.server.port() + "/elsewhere");

		assertThatExceptionOfType(Unreachable.class).isThrownBy(test::run)
			.withMessageContaining("me: ")
			.withMessageContaining("404");
	}

	@Test
	void needsAnAddress() throws IOException {
		EventTest test = EventTest.read(write("steps: [ { send: x } ]"));

		assertThatIllegalArgumentException().isThrownBy(test::run)
			.withMessage("the event test has no 'url'; give one with --ws-url");
	}

	@Test
	void takesTheAddressFromTheFileUnlessAnotherIsGiven() throws IOException {
		Path file = write("url: " + this.server.url() + "\nsteps: [ { send: x, expect: [ { text: x } ] } ]");

		assertThat(EventTest.read(file).at(null).run().isOk()).isTrue();
		assertThatExceptionOfType(Unreachable.class)
			.isThrownBy(() -> EventTest.read(file).at("ws://127.0.0.1:1/ws").run());
	}

	private EventResult run(String yaml) throws IOException {
		return EventTest.read(write(yaml)).at(this.server.url()).run();
	}

	private Path write(String yaml) throws IOException {
		return Files.writeString(this.folder.resolve("test.yaml"), yaml);
	}

}
