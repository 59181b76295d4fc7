package dev.parley.system.support;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

import org.assertj.core.api.Assertions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A WebSocket client for tests: keeps every frame until it is awaited and fails with the
 * frames that came instead.
 */
public final class TestClient implements AutoCloseable {

	/**
	 * Long enough for a busy machine; only failing tests wait this long.
	 */
	public static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final JsonMapper JSON = new JsonMapper();

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private final List<JsonNode> frames = new ArrayList<>();

	private final CompletableFuture<Integer> closed = new CompletableFuture<>();

	private final WebSocket socket;

	private TestClient(WebSocket.Builder builder, URI address) {
		this.socket = builder.buildAsync(address, new Listener()).join();
	}

	/**
	 * Connects like a browser and awaits {@code welcome}.
	 */
	public static TestClient connect(int port, String token) {
		TestClient client = opened(port, "parley.v1", "parley.bearer." + token);
		client.await("welcome");
		return client;
	}

	/**
	 * Connects with these sub-protocols without waiting.
	 */
	public static TestClient opened(int port, String first, String... others) {
		return new TestClient(HTTP.newWebSocketBuilder().subprotocols(first, others),
				URI.create("ws://localhost:" + port + "/ws/engagement"));
	}

	/**
	 * Connects with a path, query and headers without waiting.
	 */
	public static TestClient at(String address, Map<String, String> headers) {
		WebSocket.Builder builder = HTTP.newWebSocketBuilder();
		headers.forEach(builder::header);
		return new TestClient(builder, URI.create(address));
	}

	/** The sub-protocol the server chose; empty for none. */
	public String subProtocol() {
		return this.socket.getSubprotocol();
	}

	/**
	 * Sends a frame with a new id and returns the id.
	 */
	public String send(String type, Map<String, ?> data) {
		return send(UUID.randomUUID().toString(), type, data);
	}

	public String send(String id, String type, Map<String, ?> data) {
		sendText(JSON.writeValueAsString(Map.of("type", type, "id", id, "data", data)));
		return id;
	}

	public void sendText(String text) {
		try {
			this.socket.sendText(text, true).join();
		}
		catch (CompletionException ex) {
			throw new AssertionError(
					"Could not send" + (this.closed.isDone() ? ": closed with " + this.closed.join() : ""), ex);
		}
	}

	/**
	 * Sends unless the connection is closed.
	 */
	public void sendTextOrNothing(String text) {
		try {
			this.socket.sendText(text, true).join();
		}
		catch (CompletionException _) {
			// Closed in the meantime; the close code says why.
		}
	}

	/**
	 * Sends a message and awaits its ack.
	 */
	public JsonNode say(String engagement, String text) {
		return acked(send("send_message", Map.of("engagement", engagement, "text", text)));
	}

	/**
	 * Syncs after these numbers and awaits the end.
	 */
	public JsonNode sync(Map<String, Long> after) {
		return acked(send("sync", Map.of("after", after)));
	}

	public WebSocket socket() {
		return this.socket;
	}

	/**
	 * The first frame of this type that was not awaited yet.
	 */
	public JsonNode await(String type) {
		return await("a frame of type " + type, (frame) -> type(frame).equals(type));
	}

	/**
	 * The answer to a frame.
	 */
	public JsonNode answer(String id) {
		return await("the answer to " + id, (frame) -> isAnswer(frame) && id.equals(frame.path("id").asString(null)));
	}

	/**
	 * The answer to a frame, which must be an ack.
	 */
	public JsonNode acked(String id) {
		JsonNode answer = answer(id);
		Assertions.assertThat(type(answer)).as("%s", answer).isEqualTo("ack");
		return answer;
	}

	/**
	 * The answer to a frame, which must be an error.
	 */
	public JsonNode refused(String id) {
		JsonNode answer = answer(id);
		Assertions.assertThat(type(answer)).as("%s", answer).isEqualTo("error");
		return answer.get("data");
	}

	/** The next event with this text. */
	public JsonNode said(String text) {
		return await("chat_message " + text, (frame) -> type(frame).equals("chat_message")
				&& text.equals(frame.path("data").path("text").asString(null)));
	}

	/**
	 * Takes the first matching frame received, or waits for it.
	 */
	public JsonNode await(String what, Predicate<JsonNode> wanted) {
		long end = System.nanoTime() + PATIENCE.toNanos();
		synchronized (this.frames) {
			while (true) {
				for (Iterator<JsonNode> each = this.frames.iterator(); each.hasNext();) {
					JsonNode frame = each.next();
					if (wanted.test(frame)) {
						each.remove();
						return frame;
					}
				}
				long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
				if (left <= 0 || this.closed.isDone()) {
					throw new AssertionError("Awaited " + what + " but "
							+ (this.closed.isDone() ? "was closed with " + this.closed.join() + " and " : "") + "got "
							+ this.frames);
				}
				waitFor(Math.min(left, 100));
			}
		}
	}

	/**
	 * The received frames of this type that were not awaited.
	 */
	public List<JsonNode> received(String type) {
		synchronized (this.frames) {
			return this.frames.stream().filter((frame) -> type(frame).equals(type)).toList();
		}
	}

	/**
	 * The close code, once the connection is closed.
	 */
	public int closeCode() {
		try {
			return this.closed.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException _) {
			throw new AssertionError("The connection was not closed");
		}
		catch (Exception ex) {
			throw new AssertionError("The connection failed", ex);
		}
	}

	public boolean isClosed() {
		return this.closed.isDone();
	}

	@Override
	public void close() {
		this.socket.abort();
	}

	private void waitFor(long millis) {
		try {
			this.frames.wait(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError("Interrupted", ex);
		}
	}

	private void came(String text) {
		JsonNode message = JSON.readTree(text);
		synchronized (this.frames) {
			if (message.isArray()) {
				message.forEach(this.frames::add);
			}
			else {
				this.frames.add(message);
			}
			this.frames.notifyAll();
		}
	}

	private static String type(JsonNode frame) {
		return frame.path("type").asString("");
	}

	private static boolean isAnswer(JsonNode frame) {
		return List.of("ack", "error", "pong").contains(type(frame));
	}

	private final class Listener implements WebSocket.Listener {

		private final StringBuilder text = new StringBuilder();

		@Override
		public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
			this.text.append(data);
			if (last) {
				came(this.text.toString());
				this.text.setLength(0);
			}
			webSocket.request(1);
			return null;
		}

		@Override
		public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
			TestClient.this.closed.complete(statusCode);
			return null;
		}

		@Override
		public void onError(WebSocket webSocket, Throwable error) {
			TestClient.this.closed.complete(1006);
		}

	}

}
