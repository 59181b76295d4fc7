package dev.parley.system.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

import org.assertj.core.api.Assertions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A client of Parley's REST API.
 */
public final class Rest {

	/**
	 * The password of all demo people.
	 */
	private static final String PASSWORD = "parley-demo";

	private static final JsonMapper JSON = new JsonMapper();

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private final String address;

	public Rest(int port) {
		this.address = "http://localhost:" + port;
	}

	/**
	 * An access token of a demo person.
	 */
	public String token(String email) {
		return send("POST", "/api/auth/login", null, Map.of("email", email, "password", PASSWORD)).get("accessToken")
			.asString();
	}

	public JsonNode get(String path, String token) {
		return send("GET", path, token, null);
	}

	/**
	 * The body of a successful response.
	 */
	public JsonNode send(String method, String path, String token, Object body) {
		HttpResponse<String> response = exchange(method, path, token, body);
		Assertions.assertThat(response.statusCode()).as("%s %s: %s", method, path, response.body()).isBetween(200, 299);
		return response.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(response.body());
	}

	public HttpResponse<String> exchange(String method, String path, String token, Object body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.address + path))
			.header("Content-Type", "application/json")
			.method(method,
					(body != null) ? BodyPublishers.ofString(JSON.writeValueAsString(body)) : BodyPublishers.noBody());
		if (token != null) {
			request.header("Authorization", "Bearer " + token);
		}
		try {
			return HTTP.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new AssertionError(method + " " + path + " failed", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError("Interrupted", ex);
		}
	}

}
