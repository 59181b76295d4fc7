package dev.parley.lab.preset;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A REST interface that answers each call as the test has said. */
final class AnsweringApi implements AutoCloseable {

	private final Map<String, Deque<Answer>> answers = new HashMap<>();

	private final List<String> calls = new CopyOnWriteArrayList<>();

	private final HttpServer server;

	AnsweringApi() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	/** The next call of this kind is answered so; the last answer stays. */
	AnsweringApi on(String call, int status, String body) {
		this.answers.computeIfAbsent(call, (key) -> new ArrayDeque<>()).add(new Answer(status, body));
		return this;
	}

	URI base() {
		return URI.create("http://127.0.0.1:" + port() + "/api");
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	/** Method, path with query, token and body of every call. */
	List<String> calls() {
		return List.copyOf(this.calls);
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	private void answer(HttpExchange exchange) throws IOException {
		String call = exchange.getRequestMethod() + " "
				+ exchange.getRequestURI().toString().substring("/api".length());
		String token = exchange.getRequestHeaders().getFirst("Authorization");
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		this.calls.add((call + ((token == null) ? "" : " " + token) + " " + body).strip());
		Deque<Answer> planned = this.answers.getOrDefault(call, new ArrayDeque<>(List.of(new Answer(404, "nothing"))));
		Answer answer = (planned.size() > 1) ? planned.remove() : planned.element();
		byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(answer.status(), (bytes.length == 0) ? -1 : bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	private record Answer(int status, String body) {

	}

}
