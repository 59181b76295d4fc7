package dev.parley.lab.monitor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A page with numbers: JSON such as {@code /ws/stats} (every number by its dotted path)
 * or Prometheus' text (every sample by its name; labels stay with it). How long the
 * answer took is {@code response}.
 */
public final class HttpSource implements Source {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private static final int MOST_VALUES = 5_000;

	private static final Pattern PROMETHEUS = Pattern
		.compile("(?<name>[A-Za-z_:][A-Za-z0-9_:]*(?:\\{[^}]*})?)\\s+(?<value>[-+0-9.eE]+)(?:\\s+\\d+)?");

	private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

	private final URI url;

	private final @Nullable String token;

	/**
	 * Watches this page.
	 * @param token sent as a bearer token, or null
	 */
	public HttpSource(URI url, @Nullable String token) {
		this.url = url;
		this.token = token;
	}

	@Override
	public Map<String, Double> read() throws IOException {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.url).timeout(PATIENCE);
		if (this.token != null) {
			request.header("Authorization", "Bearer " + this.token);
		}
		long start = System.nanoTime();
		HttpResponse<String> response = send(request.build());
		Map<String, Double> values = new LinkedHashMap<>();
		values.put("response", (System.nanoTime() - start) / 1e6);
		if (response.statusCode() >= 400) {
			throw new IOException(this.url.getPath() + " was answered with " + response.statusCode());
		}
		parse(response.body(), values);
		return values;
	}

	static void parse(String body, Map<String, Double> values) {
		try {
			if (body.stripLeading().startsWith("{")) {
				flatten("", JSON.readTree(body), values);
				return;
			}
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("the page is neither JSON nor Prometheus' text", ex);
		}
		body.lines().filter((line) -> !line.startsWith("#")).limit(MOST_VALUES).forEach((line) -> sample(line, values));
	}

	private static void sample(String line, Map<String, Double> values) {
		Matcher matcher = PROMETHEUS.matcher(line.strip());
		if (matcher.matches()) {
			try {
				values.put(matcher.group("name"), Double.parseDouble(matcher.group("value")));
			}
			catch (NumberFormatException ex) {
				values.put(matcher.group("name"), Double.NaN);
			}
		}
	}

	private static void flatten(String prefix, JsonNode node, Map<String, Double> values) {
		if (node.isNumber() && values.size() < MOST_VALUES) {
			values.put(prefix, node.asDouble());
		}
		node.forEachEntry((name, child) -> flatten(prefix.isEmpty() ? name : prefix + "." + name, child, values));
	}

	private HttpResponse<String> send(HttpRequest request) throws IOException {
		try {
			return this.http.send(request, HttpResponse.BodyHandlers.ofString());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted", ex);
		}
	}

}
