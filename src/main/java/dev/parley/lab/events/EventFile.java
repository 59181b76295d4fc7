package dev.parley.lab.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import dev.parley.measure.Amounts;

/** An event test as it is written down; {@code docs/lab.md} explains it. */
record EventFile(String name, @Nullable String url, Map<String, Person> clients, Map<String, String> variables,
		List<Match> ignore, List<Step> steps) {

	private static final Duration WITHIN = Duration.ofSeconds(5);

	private static final Duration ABSENCE = Duration.ofMillis(500);

	/**
	 * Who connects.
	 *
	 * @param user of Parley, {@code email:password}, or null
	 * @param url instead of the test's own, or null
	 */
	record Person(@Nullable String user, @Nullable String url, Map<String, String> headers, List<String> subprotocols) {

	}

	/** Expectations are armed, then the trigger is pulled. */
	record Step(String name, Trigger trigger, List<Expectation> expectations) {

	}

	static EventFile read(Path file) {
		try {
			return parse(Files.readString(file), file.toString());
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("the event test " + file + " cannot be read: " + ex.getMessage(), ex);
		}
	}

	static EventFile parse(String yaml, String from) {
		try {
			JsonNode root = YAMLMapper.shared().readTree(yaml);
			if (!root.path("steps").isArray() || root.path("steps").isEmpty()) {
				throw new IllegalArgumentException("it needs 'steps'");
			}
			return read(root, from);
		}
		catch (JacksonException | IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"the event test " + from + " is not as it should be: "
							+ ((ex instanceof JacksonException broken) ? broken.getOriginalMessage() : ex.getMessage()),
					ex);
		}
	}

	private static EventFile read(JsonNode root, String from) {
		known(root, "the file", Set.of("name", "url", "clients", "variables", "ignore", "steps"));
		Map<String, Person> clients = new LinkedHashMap<>();
		root.path("clients").forEachEntry((name, node) -> clients.put(name, person(node)));
		if (clients.isEmpty()) {
			clients.put("me", new Person(null, null, Map.of(), List.of()));
		}
		List<Match> ignore = new ArrayList<>();
		root.path("ignore").forEach((node) -> ignore.add(match(node)));
		List<Step> steps = new ArrayList<>();
		for (JsonNode node : root.path("steps")) {
			steps.add(step(node, steps.size() + 1, clients.keySet()));
		}
		return new EventFile(root.path("name").asString(from), text(root, "url"), clients,
				texts(root.path("variables")), ignore, steps);
	}

	private static Person person(JsonNode node) {
		known(node, "a client", Set.of("user", "url", "headers", "subprotocols"));
		return new Person(text(node, "user"), text(node, "url"), texts(node.path("headers")),
				list(node.path("subprotocols")));
	}

	private static Step step(JsonNode node, int number, Set<String> clients) {
		known(node, "step " + number, Set.of("name", "send", "rest", "expect"));
		List<Expectation> expectations = new ArrayList<>();
		node.path("expect").forEach((one) -> expectations.add(expectation(one, clients)));
		return new Step(node.path("name").asString("step " + number), trigger(node), expectations);
	}

	private static Trigger trigger(JsonNode node) {
		JsonNode send = node.path("send");
		if (send.isString()) {
			return new Trigger.Send(null, send.asString());
		}
		if (send.isObject()) {
			known(send, "'send'", Set.of("client", "text", "frame"));
			String text = send.has("frame") ? send.path("frame").toString() : send.path("text").asString("");
			return new Trigger.Send(text(send, "client"), text);
		}
		JsonNode rest = node.path("rest");
		if (rest.isMissingNode()) {
			return new Trigger.None();
		}
		known(rest, "'rest'", Set.of("as", "method", "path", "body", "status", "capture"));
		return new Trigger.Rest(text(rest, "as"), rest.path("method").asString("GET"), rest.path("path").asString(""),
				rest.has("body") ? rest.path("body") : null, rest.path("status").asInt(0), texts(rest.path("capture")));
	}

	private static Expectation expectation(JsonNode node, Set<String> clients) {
		known(node, "'expect'", Set.of("clients", "of", "type", "match", "text", "contains", "count", "exactly",
				"absent", "within", "capture"));
		List<String> of = list(node.path("clients"));
		if (!clients.containsAll(of)) {
			throw new IllegalArgumentException("an expectation names " + of + "; the clients are " + clients);
		}
		boolean absent = node.path("absent").asBoolean(false);
		Duration within = node.has("within") ? Amounts.duration(node.path("within").asString())
				: (absent ? ABSENCE : WITHIN);
		return new Expectation(of, node.path("of").asInt(0), match(node), node.path("count").asInt(1),
				node.path("exactly").asBoolean(false), absent, within, texts(node.path("capture")));
	}

	private static Match match(JsonNode node) {
		Map<String, String> fields = new LinkedHashMap<>(texts(node.path("match")));
		if (node.has("type")) {
			fields.put("type", node.path("type").asString());
		}
		return new Match(fields, text(node, "text"), text(node, "contains"));
	}

	private static void known(JsonNode node, String what, Set<String> names) {
		node.propertyNames().forEach((name) -> {
			if (!names.contains(name)) {
				throw new IllegalArgumentException(what + " has '" + name + "'; known are " + names);
			}
		});
	}

	private static @Nullable String text(JsonNode node, String name) {
		return node.has(name) ? node.path(name).asString() : null;
	}

	private static Map<String, String> texts(JsonNode node) {
		Map<String, String> texts = new LinkedHashMap<>();
		node.forEachEntry((name, value) -> texts.put(name, value.asString()));
		return texts;
	}

	private static List<String> list(JsonNode node) {
		return node.isString() ? List.of(node.asString()) : node.valueStream().map(JsonNode::asString).toList();
	}

}
