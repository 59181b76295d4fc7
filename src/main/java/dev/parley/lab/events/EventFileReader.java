package dev.parley.lab.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.parley.measure.Amounts;

/**
 * Turns the YAML of an event test into an {@link EventFile}. Every mistake is an
 * {@link IllegalArgumentException} that names the place, what is wrong and what is
 * allowed.
 */
final class EventFileReader {

	private static final Duration WITHIN = Duration.ofSeconds(5);

	private static final Duration ABSENCE = Duration.ofMillis(500);

	private final String defaultName;

	EventFileReader(String defaultName) {
		this.defaultName = defaultName;
	}

	EventFile read(JsonNode root) {
		known(root, "the file", Set.of("name", "url", "clients", "variables", "ignore", "steps"));
		Map<String, EventFile.ClientSpec> clients = new LinkedHashMap<>();
		map(root, "clients", "the file").forEachEntry((name, node) -> clients.put(name, client(name, node)));
		if (clients.isEmpty()) {
			clients.put("me", new EventFile.ClientSpec(null, null, Map.of(), List.of()));
		}
		List<FrameMatcher> ignore = new ArrayList<>();
		for (JsonNode node : list(root, "ignore", "the file")) {
			known(node, "'ignore'", Set.of("type", "match", "text", "contains"));
			ignore.add(matcher(node, "'ignore'"));
		}
		String url = text(root, "url", "the file");
		Map<String, String> variables = texts(root, "variables", "the file");
		List<EventFile.StepSpec> steps = new ArrayList<>();
		for (JsonNode node : list(root, "steps", "the file")) {
			steps.add(step(node, "step " + (steps.size() + 1), clients.keySet()));
		}
		if (steps.isEmpty()) {
			throw new IllegalArgumentException("'steps' must be a list with at least one step");
		}
		return new EventFile(root.path("name").asString(this.defaultName), url, clients, variables, ignore, steps);
	}

	private static EventFile.ClientSpec client(String name, JsonNode node) {
		String where = "client " + name;
		if (node.isNull()) {
			return new EventFile.ClientSpec(null, null, Map.of(), List.of());
		}
		known(node, where, Set.of("user", "url", "headers", "subprotocols"));
		return new EventFile.ClientSpec(text(node, "user", where), text(node, "url", where),
				texts(node, "headers", where), names(node, "subprotocols", where));
	}

	private static EventFile.StepSpec step(JsonNode node, String where, Set<String> clients) {
		known(node, where, Set.of("name", "send", "rest", "expect"));
		List<Expectation> expectations = new ArrayList<>();
		for (JsonNode one : list(node, "expect", where)) {
			expectations.add(expectation(one, where + ", expectation " + (expectations.size() + 1), clients));
		}
		Trigger trigger = trigger(node, where, clients);
		if (trigger instanceof Trigger.None && expectations.isEmpty()) {
			throw new IllegalArgumentException(where + " needs a trigger ('send' or 'rest') or 'expect'");
		}
		return new EventFile.StepSpec(node.path("name").asString(where), trigger, expectations);
	}

	private static Trigger trigger(JsonNode node, String where, Set<String> clients) {
		if (node.has("send") && node.has("rest")) {
			throw new IllegalArgumentException(where + " has both 'send' and 'rest'; make two steps of it");
		}
		if (node.has("send")) {
			return send(node.path("send"), where, clients);
		}
		return node.has("rest") ? rest(map(node, "rest", where), where, clients) : new Trigger.None();
	}

	private static Trigger send(JsonNode send, String where, Set<String> clients) {
		if (send.isValueNode() && !send.isNull()) {
			return new Trigger.Send(null, send.asString());
		}
		known(send, where + ", 'send'", Set.of("client", "text", "frame"));
		if (send.has("text") == send.has("frame")) {
			throw new IllegalArgumentException(where + ", 'send' needs either 'text' or 'frame'");
		}
		String text = send.has("frame") ? send.path("frame").toString() : send.path("text").asString("");
		return new Trigger.Send(clientName(send, "client", where, clients), text);
	}

	private static Trigger rest(JsonNode rest, String where, Set<String> clients) {
		String inside = where + ", 'rest'";
		known(rest, inside, Set.of("as", "method", "path", "body", "status", "capture"));
		String path = text(rest, "path", inside);
		if (path == null) {
			throw new IllegalArgumentException(inside + " needs a 'path'");
		}
		return new Trigger.Rest(clientName(rest, "as", where, clients), rest.path("method").asString("GET"), path,
				rest.has("body") ? rest.path("body") : null, number(rest, "status", 0, inside),
				texts(rest, "capture", inside));
	}

	private static Expectation expectation(JsonNode node, String where, Set<String> clients) {
		known(node, where, Set.of("clients", "of", "type", "match", "text", "contains", "count", "exactly", "absent",
				"within", "capture"));
		List<String> names = names(node, "clients", where);
		if (!clients.containsAll(names)) {
			throw new IllegalArgumentException(
					where + " names the clients " + names + ", but the file defines " + clients);
		}
		boolean absent = flag(node, "absent", where);
		return new Expectation(names, number(node, "of", 0, where), matcher(node, where),
				number(node, "count", 1, where), flag(node, "exactly", where), absent,
				within(node, absent ? ABSENCE : WITHIN, where), texts(node, "capture", where));
	}

	private static FrameMatcher matcher(JsonNode node, String where) {
		Map<String, String> fields = new LinkedHashMap<>(texts(node, "match", where));
		String type = text(node, "type", where);
		if (type != null) {
			fields.put("type", type);
		}
		return new FrameMatcher(fields, text(node, "text", where), text(node, "contains", where));
	}

	private static Duration within(JsonNode node, Duration otherwise, String where) {
		String text = text(node, "within", where);
		try {
			return (text == null) ? otherwise : Amounts.duration(text);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(where + ", 'within': " + ex.getMessage(), ex);
		}
	}

	private static @Nullable String clientName(JsonNode node, String key, String where, Set<String> clients) {
		String name = text(node, key, where);
		if (name != null && !clients.contains(name)) {
			throw new IllegalArgumentException(
					where + " names the client '" + name + "', but the file defines " + clients);
		}
		return name;
	}

	private static void known(JsonNode node, String where, Set<String> keys) {
		if (!node.isObject()) {
			throw new IllegalArgumentException(where + " must be a map");
		}
		node.propertyNames().forEach((name) -> {
			if (!keys.contains(name)) {
				throw new IllegalArgumentException(where + " has the unknown key '" + name + "'; known keys are "
						+ keys.stream().sorted().toList());
			}
		});
	}

	private static JsonNode map(JsonNode node, String key, String where) {
		JsonNode value = node.path(key);
		return expect(value.isMissingNode() || value.isObject(), value, key, where, "a map");
	}

	private static JsonNode list(JsonNode node, String key, String where) {
		JsonNode value = node.path(key);
		return expect(value.isMissingNode() || value.isArray(), value, key, where, "a list");
	}

	private static int number(JsonNode node, String key, int otherwise, String where) {
		JsonNode value = node.path(key);
		if (value.isMissingNode()) {
			return otherwise;
		}
		return expect(value.isInt() && value.asInt() > 0, value, key, where, "a positive number").asInt();
	}

	private static boolean flag(JsonNode node, String key, String where) {
		JsonNode value = node.path(key);
		return expect(value.isMissingNode() || value.isBoolean(), value, key, where, "true or false").asBoolean(false);
	}

	private static @Nullable String text(JsonNode node, String key, String where) {
		JsonNode value = node.path(key);
		return value.isMissingNode() ? null : string(value, key, where);
	}

	private static String string(JsonNode value, String key, String where) {
		return expect(value.isValueNode() && !value.isNull(), value, key, where, "a text").asString();
	}

	private static Map<String, String> texts(JsonNode node, String key, String where) {
		Map<String, String> texts = new LinkedHashMap<>();
		map(node, key, where)
			.forEachEntry((name, value) -> texts.put(name, string(value, name, where + ", '" + key + "'")));
		return texts;
	}

	private static List<String> names(JsonNode node, String key, String where) {
		JsonNode value = node.path(key);
		if (value.isString()) {
			return List.of(value.asString());
		}
		return list(node, key, where).valueStream().map(JsonNode::asString).toList();
	}

	private static JsonNode expect(boolean holds, JsonNode value, String key, String where, String kind) {
		if (!holds) {
			throw new IllegalArgumentException(where + ": '" + key + "' must be " + kind + ", not " + value);
		}
		return value;
	}

}
