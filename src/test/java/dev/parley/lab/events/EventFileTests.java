package dev.parley.lab.events;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EventFileTests {

	@Test
	void readsEveryKey() {
		EventFile file = EventFile.parse(
				"""
						name: everything
						url: ws://localhost:9000/ws
						clients:
						  ann: { user: "ann@a.example:pw", url: "ws://other/ws", headers: { X-Tenant: blue }, subprotocols: [a, b] }
						  bob:
						variables: { word: hello, n: 7 }
						ignore: [ { type: presence }, { contains: noise } ]
						steps:
						  - name: first
						    rest: { as: ann, method: POST, path: /x, body: { a: 1 }, status: 201, capture: { id: data.id } }
						    expect:
						      - { clients: bob, of: 1, type: t, match: { data.x: 1 }, count: 2, exactly: true, within: 250ms, capture: { v: seq } }
						      - { clients: [ann, bob], text: whole, absent: true }
						  - send: { client: bob, frame: { type: ping, n: 1 } }
						  - send: plain
						    expect: [ { contains: pl } ]
						""",
				"f.yaml");

		assertThat(file.name()).isEqualTo("everything");
		assertThat(file.url()).isEqualTo("ws://localhost:9000/ws");
		assertThat(file.clients()).containsExactly(
				Map.entry("ann",
						new EventFile.ClientSpec("ann@a.example:pw", "ws://other/ws", Map.of("X-Tenant", "blue"),
								List.of("a", "b"))),
				Map.entry("bob", new EventFile.ClientSpec(null, null, Map.of(), List.of())));
		assertThat(file.variables()).containsExactly(Map.entry("word", "hello"), Map.entry("n", "7"));
		assertThat(file.ignore()).containsExactly(new FrameMatcher(Map.of("type", "presence"), null, null),
				new FrameMatcher(Map.of(), null, "noise"));
		assertThat(file.steps()).extracting(EventFile.StepSpec::name).containsExactly("first", "step 2", "step 3");
		assertThat(file.steps().getFirst().expectations()).containsExactly(
				new Expectation(List.of("bob"), 1, new FrameMatcher(Map.of("data.x", "1", "type", "t"), null, null), 2,
						true, false, Duration.ofMillis(250), Map.of("v", "seq")),
				new Expectation(List.of("ann", "bob"), 0, new FrameMatcher(Map.of(), "whole", null), 1, false, true,
						Duration.ofMillis(500), Map.of()));
	}

	@Test
	void readsEveryTrigger() {
		EventFile file = EventFile.parse("""
				clients: { ann: {}, bob: {} }
				steps:
				  - rest: { path: /x }
				  - rest: { as: ann, method: POST, path: /x, body: { a: 1 }, status: 201, capture: { id: data.id } }
				  - send: 42
				  - send: { client: bob, text: hi }
				  - send: { frame: { type: ping } }
				  - expect: [ { type: welcome } ]
				""", "f.yaml");

		List<Trigger> triggers = file.steps().stream().map(EventFile.StepSpec::trigger).toList();
		assertThat(triggers.getFirst()).isEqualTo(new Trigger.Rest(null, "GET", "/x", null, 0, Map.of()));
		assertThat(triggers.get(1)).isInstanceOfSatisfying(Trigger.Rest.class, (rest) -> {
			assertThat(rest.as()).isEqualTo("ann");
			assertThat(rest.method()).isEqualTo("POST");
			assertThat(rest.body()).hasToString("{\"a\":1}");
			assertThat(rest.status()).isEqualTo(201);
			assertThat(rest.capture()).containsExactly(Map.entry("id", "data.id"));
		});
		assertThat(triggers.get(2)).isEqualTo(new Trigger.Send(null, "42"));
		assertThat(triggers.get(3)).isEqualTo(new Trigger.Send("bob", "hi"));
		assertThat(triggers.get(4)).isEqualTo(new Trigger.Send(null, "{\"type\":\"ping\"}"));
		assertThat(triggers.get(5)).isEqualTo(new Trigger.None());
	}

	@Test
	void hasOneClientAndTheFilesNameByDefault() {
		EventFile file = EventFile.parse("steps: [ { send: x } ]", "f.yaml");

		assertThat(file.name()).isEqualTo("f.yaml");
		assertThat(file.url()).isNull();
		assertThat(file.clients()).containsOnlyKeys("me");
	}

	@ParameterizedTest
	@ValueSource(strings = { "250ms", "5s", "1m30s", "2" })
	void readsDurations(String within) {
		EventFile file = EventFile.parse("steps: [ { send: x, expect: [ { type: x, within: " + within + " } ] } ]",
				"f.yaml");

		assertThat(file.steps().getFirst().expectations().getFirst().within())
			.isEqualTo(dev.parley.measure.Amounts.duration(within));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
			"[]                                          | the file must be a map",
			"just a text                                 | the file must be a map",
			"name: x                                     | 'steps' must be a list with at least one step",
			"steps: []                                   | 'steps' must be a list with at least one step",
			"steps: 3                                    | the file: 'steps' must be a list, not 3",
			"steps: { send: x }                          | the file: 'steps' must be a list, not {\"send\":\"x\"}",
			"steps: [ x ]                                | step 1 must be a map",
			"stepz: []                                   | the file has the unknown key 'stepz'; known keys are [clients, ignore, name, steps, url, variables]",
			"clients: [ a ]                              | the file: 'clients' must be a map, not [\"a\"]",
			"variables: x                                | the file: 'variables' must be a map, not \"x\"",
			"ignore: x                                   | the file: 'ignore' must be a list, not \"x\"",
			"ignore: [ { typ: x } ]                      | 'ignore' has the unknown key 'typ'; known keys are [contains, match, text, type]",
			"ignore: [ x ]                               | 'ignore' must be a map",
			"url: [ x ]                                  | the file: 'url' must be a text, not [\"x\"]",
			"url:                                        | the file: 'url' must be a text, not null",
			"clients: { ann: { usr: x } }                | client ann has the unknown key 'usr'; known keys are [headers, subprotocols, url, user]",
			"clients: { ann: x }                         | client ann must be a map",
			"clients: { ann: { headers: [ x ] } }        | client ann: 'headers' must be a map, not [\"x\"]",
			"clients: { ann: { subprotocols: { a: b } } } | client ann: 'subprotocols' must be a list, not {\"a\":\"b\"}",
			"clients: { ann: { headers: { X: [ y ] } } } | client ann, 'headers': 'X' must be a text, not [\"y\"]" })
	void rejectsAMistakeInTheHeadOfTheFile(String yaml, String message) {
		assertRejected(yaml.strip(), message.strip());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
			"{}                                       | step 1 needs a trigger ('send' or 'rest') or 'expect'",
			"{ name: nothing }                        | step 1 needs a trigger ('send' or 'rest') or 'expect'",
			"{ sned: x }                              | step 1 has the unknown key 'sned'; known keys are [expect, name, rest, send]",
			"{ send: x, rest: { path: /x } }          | step 1 has both 'send' and 'rest'; make two steps of it",
			"{ send: [ x ] }                          | step 1, 'send' must be a map",
			"{ send: }                                | step 1, 'send' must be a map",
			"{ send: {} }                             | step 1, 'send' needs either 'text' or 'frame'",
			"{ send: { text: x, frame: {} } }         | step 1, 'send' needs either 'text' or 'frame'",
			"{ send: { txt: x } }                     | step 1, 'send' has the unknown key 'txt'; known keys are [client, frame, text]",
			"{ send: { client: zoe, text: x } }       | step 1 names the client 'zoe', but the file defines [me]",
			"{ send: { client: [ a ], text: x } }     | step 1: 'client' must be a text, not [\"a\"]",
			"{ rest: /x }                             | step 1: 'rest' must be a map, not \"/x\"",
			"{ rest: { method: GET } }                | step 1, 'rest' needs a 'path'",
			"{ rest: { path: /x, staus: 200 } }       | step 1, 'rest' has the unknown key 'staus'; known keys are [as, body, capture, method, path, status]",
			"{ rest: { path: /x, status: ok } }       | step 1, 'rest': 'status' must be a positive number, not \"ok\"",
			"{ rest: { path: /x, capture: [ id ] } }  | step 1, 'rest': 'capture' must be a map, not [\"id\"]",
			"{ rest: { path: /x, as: zoe } }          | step 1 names the client 'zoe', but the file defines [me]",
			"{ send: x, expect: { type: x } }         | step 1: 'expect' must be a list, not {\"type\":\"x\"}" })
	void rejectsAMistakeInAStep(String step, String message) {
		assertRejected("steps: [ " + step.strip() + " ]", message.strip());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
			"x                                | step 1, expectation 2 must be a map",
			"{ tpye: x }                      | step 1, expectation 2 has the unknown key 'tpye'; known keys are [absent, capture, clients, contains, count, exactly, match, of, text, type, within]",
			"{ clients: [ nobody ], type: x } | step 1, expectation 2 names the clients [nobody], but the file defines [me]",
			"{ clients: zoe, type: x }        | step 1, expectation 2 names the clients [zoe], but the file defines [me]",
			"{ clients: 3, type: x }          | step 1, expectation 2: 'clients' must be a list, not 3",
			"{ type: [ x ] }                  | step 1, expectation 2: 'type' must be a text, not [\"x\"]",
			"{ match: x }                     | step 1, expectation 2: 'match' must be a map, not \"x\"",
			"{ match: { a: { b: c } } }       | step 1, expectation 2, 'match': 'a' must be a text, not {\"b\":\"c\"}",
			"{ type: x, count: many }         | step 1, expectation 2: 'count' must be a positive number, not \"many\"",
			"{ type: x, count: 0 }            | step 1, expectation 2: 'count' must be a positive number, not 0",
			"{ type: x, count: 1.5 }          | step 1, expectation 2: 'count' must be a positive number, not 1.5",
			"{ type: x, of: -1 }              | step 1, expectation 2: 'of' must be a positive number, not -1",
			"{ type: x, exactly: 1 }          | step 1, expectation 2: 'exactly' must be true or false, not 1",
			"{ type: x, absent: maybe }       | step 1, expectation 2: 'absent' must be true or false, not \"maybe\"",
			"{ type: x, within: soon }        | step 1, expectation 2, 'within': 'soon' is not a duration; write for example 250ms, 5s, 1m30s or 2h",
			"{ type: x, within: [ 1 ] }       | step 1, expectation 2: 'within' must be a text, not [1]",
			"{ type: x, capture: seq }        | step 1, expectation 2: 'capture' must be a map, not \"seq\"" })
	void rejectsAMistakeInAnExpectation(String expectation, String message) {
		assertRejected("steps: [ { send: x, expect: [ { type: ok }, " + expectation.strip() + " ] } ]",
				message.strip());
	}

	@Test
	void countsTheStepsInAMessage() {
		assertRejected("steps: [ { send: x }, { send: y }, { sned: z } ]",
				"step 3 has the unknown key 'sned'; known keys are [expect, name, rest, send]");
	}

	@Test
	void rejectsAFileThatIsNotYaml() {
		assertThatIllegalArgumentException().isThrownBy(() -> EventFile.parse("steps: [ {", "bad.yaml"))
			.withMessageStartingWith("the event test bad.yaml is not valid YAML: ");
	}

	@Test
	void rejectsAFileThatDoesNotExist() {
		assertThatIllegalArgumentException().isThrownBy(() -> EventFile.read(Path.of("/no/such/file.yaml")))
			.withMessageStartingWith("the event test /no/such/file.yaml could not be read: ");
	}

	private static void assertRejected(String yaml, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> EventFile.parse(yaml, "bad.yaml"))
			.withMessage("the event test bad.yaml is invalid: " + message);
	}

}
