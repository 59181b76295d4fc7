package dev.parley.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The server over real HTTP: pages, API description, health, and errors of every layer.
 */
@SpringBootTest(classes = WebMannersTests.Slice.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class WebMannersTests {

	@LocalServerPort
	int port;

	private final HttpClient http = HttpClient.newHttpClient();

	@ParameterizedTest
	@ValueSource(strings = { "/", "/engagements", "/engagements/globex-firewall", "/setup", "/apix" })
	void addressesOfThePageServeThePage(String path) throws Exception {
		HttpResponse<String> page = get(path, "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
		assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");
		assertThat(page.body()).contains("<title>Parley");

		String tag = page.headers().firstValue("ETag").orElseThrow();
		assertThat(get(path, "Accept", "text/html", "If-None-Match", tag).statusCode()).isEqualTo(304);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/nothing.js", "/assets/nothing-1a2b.js", "/.well-known/nothing" })
	void missingFilesAreNotFound(String path) throws Exception {
		assertProblem(get(path, "Accept", "text/html"), 404, "not_found");
	}

	@Test
	void programsGetANotFoundInsteadOfThePage() throws Exception {
		assertProblem(get("/engagements", "Accept", "*/*"), 404, "not_found");
		assertProblem(get("/engagements", "Accept", "html"), 404, "not_found");
	}

	@Test
	void anUnknownPathOfTheApiIsNotThePage() throws Exception {
		assertProblem(get("/api/nothing", "Accept", "text/html"), 401, "unauthenticated");
	}

	@Test
	void theApiIsDescribedAndTheDescriptionCanBeBrowsed() throws Exception {
		HttpResponse<String> description = get("/api/openapi");
		assertThat(description.statusCode()).isEqualTo(200);
		assertThat((String) JsonPath.read(description.body(), "$.info.title")).isEqualTo("Parley");
		assertThat((String) JsonPath.read(description.body(), "$.components.securitySchemes.bearer.scheme"))
			.isEqualTo("bearer");
		assertThat((Object) JsonPath.read(description.body(), "$.components.schemas.Problem.properties.code"))
			.isNotNull();
		assertThat((Object) JsonPath.read(description.body(), "$.components.schemas.Violation")).isNotNull();
		assertThat((List<?>) JsonPath.read(description.body(), "$.paths['/api/organisations'].get.parameters"))
			.hasSize(3);

		HttpResponse<String> docs = follow("/api/docs");
		assertThat(docs.statusCode()).isEqualTo(200);
		assertThat(docs.uri().getPath()).startsWith("/api/docs/");
		assertThat(docs.body()).contains("swagger-ui").doesNotContain("https://");
	}

	@Test
	void healthIsPublicWithGroupsForOrchestrators() throws Exception {
		assertThat(get("/actuator/health").body())
			.isEqualTo("{\"groups\":[\"liveness\",\"readiness\"],\"status\":\"UP\"}");
		assertThat(get("/actuator/health/liveness").body()).isEqualTo("{\"status\":\"UP\"}");
		assertThat(get("/actuator/health/readiness").body()).isEqualTo("{\"status\":\"UP\"}");
		assertProblem(get("/actuator/prometheus"), 401, "unauthenticated");
	}

	@Test
	void everyAnswerCarriesItsRequestId() throws Exception {
		assertThat(get("/", "X-Request-Id", "page-7").headers().firstValue("X-Request-Id")).hasValue("page-7");
		assertThat(get("/api/people", "X-Request-Id", "api-7").body()).contains("\"requestId\":\"api-7\"");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "/api/..%2f..%2fetc/passwd", "/api/a%00b", "/api;x=1/people", "/%2e%2e/x", "/api//people" })
	void anAmbiguousAddressIsRefusedWithoutAStackTrace(String path) throws Exception {
		HttpResponse<String> answer = get(path);
		assertThat(answer.statusCode()).isIn(400, 401, 404);
		assertThat(answer.body()).doesNotContain("Exception").doesNotContain("Jetty").doesNotContain("at org.");
	}

	@Test
	void aBodyBeyondTheLimitIsRefused() throws Exception {
		String body = "{\"email\":\"" + "x".repeat(1 << 20) + "\"}";
		HttpRequest.Builder login = request("/api/auth/login").header("Content-Type", "application/json");
		assertProblem(send(login.copy().POST(HttpRequest.BodyPublishers.ofString(body)).build()), 413, "too_large");
		HttpRequest.BodyPublisher chunked = HttpRequest.BodyPublishers
			.fromPublisher(HttpRequest.BodyPublishers.ofString(body));
		assertProblem(send(login.copy().POST(chunked).build()), 413, "too_large");
	}

	private void assertProblem(HttpResponse<String> answer, int status, String code) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat((String) JsonPath.read(answer.body(), "$.code")).isEqualTo(code);
		assertThat((String) JsonPath.read(answer.body(), "$.requestId")).isNotBlank();
	}

	private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
		HttpRequest.Builder request = request(path);
		if (headers.length > 0) {
			request.headers(headers);
		}
		return send(request.build());
	}

	private HttpResponse<String> follow(String path) throws IOException, InterruptedException {
		try (HttpClient following = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
			return following.send(request(path).build(), BodyHandlers.ofString());
		}
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path));
	}

	private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
		return this.http.send(request, BodyHandlers.ofString());
	}

	@EnableAutoConfiguration
	@ComponentScan({ "dev.parley.identity", "dev.parley.storage", "dev.parley.cluster", "dev.parley.web" })
	static class Slice {

		@Bean
		Clock clock() {
			return Clock.systemUTC();
		}

		@Bean
		SecureRandom random() {
			return new SecureRandom();
		}

	}

}
