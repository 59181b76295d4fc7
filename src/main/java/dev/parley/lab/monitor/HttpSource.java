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
 * Reads metrics from a page: JSON such as {@code /ws/stats} (numbers by dotted path) or
 * the Prometheus text format (samples by name and labels). {@code response} is the
 * response time.
 */
public final class HttpSource implements MetricSource {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private static final int MAX_METRICS = 5_000;

	private static final Pattern SAMPLE = Pattern
		.compile("(?<name>[A-Za-z_:][A-Za-z0-9_:]*(?:\\{[^}]*})?)\\s+(?<value>[-+0-9.eE]+)(?:\\s+\\d+)?");

	private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

	private final URI url;

	private final @Nullable String token;

	/**
	 * Reads this page.
	 * @param token sent as a bearer token, or null
	 */
	public HttpSource(URI url, @Nullable String token) {
		this.url = url;
		this.token = token;
	}

	@Override
	public Map<String, Double> read() throws IOException {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.url).timeout(TIMEOUT);
		if (this.token != null) {
			request.header("Authorization", "Bearer " + this.token);
		}
		long start = System.nanoTime();
		HttpResponse<String> response = send(request.build());
		Map<String, Double> values = new LinkedHashMap<>();
		values.put("response", (System.nanoTime() - start) / 1e6);
		if (response.statusCode() >= 400) {
			throw new IOException(this.url.getPath() + " returned status " + response.statusCode());
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
			throw new IllegalArgumentException("the page is neither JSON nor in the Prometheus text format", ex);
		}
		body.lines().filter((line) -> !line.startsWith("#")).limit(MAX_METRICS).forEach((line) -> sample(line, values));
	}

	private static void sample(String line, Map<String, Double> values) {
		Matcher matcher = SAMPLE.matcher(line.strip());
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
		if (node.isNumber() && values.size() < MAX_METRICS) {
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
