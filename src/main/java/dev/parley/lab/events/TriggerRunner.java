package dev.parley.lab.events;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.parley.lab.engine.Socket;
import dev.parley.lab.preset.ParleyApi;

/** Runs the triggers of an event test. */
final class TriggerRunner {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final Map<String, Socket> sockets;

	private final ParleyApi rest;

	private final Map<String, String> tokens;

	private final Variables variables;

	TriggerRunner(Map<String, Socket> sockets, ParleyApi rest, Map<String, String> tokens, Variables variables) {
		this.sockets = sockets;
		this.rest = rest;
		this.tokens = tokens;
		this.variables = variables;
	}

	void run(Trigger trigger) throws IOException {
		switch (trigger) {
			case Trigger.Send send -> socketOf(send.client()).send(this.variables.fillJson(send.text()));
			case Trigger.Rest call -> call(call);
			case Trigger.None none -> {
			}
		}
	}

	private Socket socketOf(@Nullable String client) {
		Socket socket = (client == null) ? this.sockets.values().iterator().next() : this.sockets.get(client);
		return Objects.requireNonNull(socket, () -> "the client '" + client + "' never connected");
	}

	private void call(Trigger.Rest call) throws IOException {
		String token = (call.as() == null) ? null : this.tokens.get(call.as());
		JsonNode given = call.body();
		JsonNode body = (given == null) ? null : JSON.readTree(this.variables.fillJson(given.toString()));
		ParleyApi.Answer answer = this.rest.ask(call.method(), this.variables.fill(call.path()), token, body);
		boolean wanted = (call.status() == 0) ? answer.status() < 400 : answer.status() == call.status();
		if (!wanted) {
			throw new IOException(
					call.method() + " " + call.path() + " returned status " + answer.status() + ": " + answer.body());
		}
		call.capture().forEach((name, path) -> {
			String value = FrameMatcher.valueAt(answer.body(), path);
			if (value == null) {
				throw new IllegalArgumentException("the response has no '" + path + "' to capture: " + answer.body());
			}
			this.variables.put(name, value);
		});
	}

}
