package dev.parley.lab.preset;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.parley.lab.engine.AnyCertificate;

/**
 * Parley's REST interface, as far as the lab needs it. Thread-safe; connections are kept
 * and shared.
 */
public final class ParleyApi implements AutoCloseable {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private static final int PAGE = 200;

	private final URI base;

	private final HttpClient http;

	/** Speaks to {@code http://host:port/api}. */
	public ParleyApi(URI base) {
		this(base, false);
	}

	/**
	 * The same over TLS.
	 * @param insecure whether any certificate will do
	 */
	public ParleyApi(URI base, boolean insecure) {
		this.base = base.toString().endsWith("/")
				? URI.create(base.toString().substring(0, base.toString().length() - 1)) : base;
		HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(PATIENCE);
		this.http = (insecure ? client.sslContext(AnyCertificate.context()) : client).build();
	}

	/** Signs in as {@code email:password} and answers the access token. */
	public String login(String user) throws IOException {
		int colon = user.indexOf(':');
		JsonNode answer = call("POST", "/auth/login", null,
				Map.of("email", user.substring(0, colon), "password", user.substring(colon + 1)));
		return answer.path("accessToken").asString();
	}

	/** The ids of every engagement this token may see, newest activity first. */
	public List<String> engagements(String token) throws IOException {
		List<String> ids = new ArrayList<>();
		String cursor = null;
		do {
			String query = (cursor == null) ? "" : "&cursor=" + cursor;
			JsonNode page = call("GET", "/engagements?limit=" + PAGE + query, token, null);
			page.path("items").forEach((item) -> ids.add(item.path("id").asString()));
			cursor = page.path("next").isString() ? page.path("next").asString() : null;
		}
		while (cursor != null);
		return ids;
	}

	/** One call; an answer of 400 or above is thrown with what the server said. */
	public JsonNode call(String method, String path, @Nullable String token, @Nullable Object body) throws IOException {
		HttpResponse<String> response = send(request(method, path, token, body));
		if (response.statusCode() >= 400) {
			throw new IOException(method + " " + withoutQuery(path) + " was answered with " + response.statusCode()
					+ ": " + shortened(response.body()));
		}
		try {
			return response.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(response.body());
		}
		catch (JacksonException ex) {
			throw new IOException(method + " " + withoutQuery(path) + " was not answered with JSON", ex);
		}
	}

	/** One call; any status is returned. */
	public Answer ask(String method, String path, @Nullable String token, @Nullable Object body) throws IOException {
		HttpResponse<String> response = send(request(method, path, token, body));
		return new Answer(response.statusCode(), response.body());
	}

	/** Status and body of an answer. */
	public record Answer(int status, String body) {

	}

	/** Builds a request of this interface. */
	public HttpRequest request(String method, String path, @Nullable String token, @Nullable Object body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.base + path)).timeout(PATIENCE);
		if (token != null) {
			request.header("Authorization", "Bearer " + token);
		}
		if (body == null) {
			return request.method(method, HttpRequest.BodyPublishers.noBody()).build();
		}
		return request.header("Content-Type", "application/json")
			.method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
			.build();
	}

	@Override
	public void close() {
		this.http.shutdownNow();
	}

	private HttpResponse<String> send(HttpRequest request) throws IOException {
		try {
			return this.http.send(request, HttpResponse.BodyHandlers.ofString());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted while waiting for " + withoutQuery(request.uri().toString()), ex);
		}
		catch (IOException ex) {
			throw new IOException(withoutQuery(request.uri().toString()) + " cannot be reached: "
					+ ex.getClass().getSimpleName() + ((ex.getMessage() == null) ? "" : " (" + ex.getMessage() + ")"),
					ex);
		}
	}

	private static String withoutQuery(String path) {
		int query = path.indexOf('?');
		return (query < 0) ? path : path.substring(0, query);
	}

	private static String shortened(String body) {
		return (body.length() > 300) ? body.substring(0, 300) + "…" : body;
	}

}
