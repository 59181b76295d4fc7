package dev.parley.lab.preset;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What the lab asks of Parley's REST interface, and what it makes of the answers. */
class ParleyApiCallTests {

	private AnsweringApi server;

	private ParleyApi api;

	@BeforeEach
	void start() throws IOException {
		this.server = new AnsweringApi();
		this.api = new ParleyApi(this.server.base());
	}

	@AfterEach
	void stop() {
		this.api.close();
		this.server.close();
	}

	@Test
	void signsInWithAddressAndPassword() throws IOException {
		this.server.on("POST /auth/login", 200, "{\"accessToken\":\"t1\"}");

		assertThat(this.api.login("mia@northwind.example:a:b")).isEqualTo("t1");
		assertThat(this.server.calls()).singleElement()
			.asString()
			.contains("\"email\":\"mia@northwind.example\"", "\"password\":\"a:b\"");
	}

	@Test
	void readsEngagementsPageByPage() throws IOException {
		this.server.on("GET /engagements?limit=200", 200, "{\"items\":[{\"id\":\"a\"},{\"id\":\"b\"}],\"next\":\"c2\"}")
			.on("GET /engagements?limit=200&cursor=c2", 200, "{\"items\":[{\"id\":\"c\"}],\"next\":null}");

		assertThat(this.api.engagements("t1")).containsExactly("a", "b", "c");
		assertThat(this.server.calls()).containsExactly("GET /engagements?limit=200 Bearer t1",
				"GET /engagements?limit=200&cursor=c2 Bearer t1");
	}

	@Test
	void aRefusalIsThrownWithWhatTheServerSaidAndWithoutTheQuery() {
		this.server.on("GET /engagements?limit=200", 403, "{\"detail\":\"not yours\"}");

		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.api.engagements("t1"))
			.withMessage("GET /engagements was answered with 403: {\"detail\":\"not yours\"}");
	}

	@Test
	void aLongRefusalIsCut() {
		this.server.on("GET /x", 500, "x".repeat(1_000));

		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.api.call("GET", "/x", null, null))
			.withMessage("GET /x was answered with 500: " + "x".repeat(300) + "…");
	}

	@Test
	void anAnswerThatIsNoJsonIsNamedAsSuch() {
		this.server.on("GET /x?token=secret", 200, "<html>");

		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> this.api.call("GET", "/x?token=secret", null, null))
			.withMessage("GET /x was not answered with JSON");
	}

	@Test
	void anEmptyAnswerIsAnEmptyObject() throws IOException {
		this.server.on("PUT /read", 204, "");

		assertThat(this.api.call("PUT", "/read", "t", Map.of("seq", 4)).isEmpty()).isTrue();
		assertThat(this.server.calls()).containsExactly("PUT /read Bearer t {\"seq\":4}");
	}

	@Test
	void askTakesAnyStatusAsAnAnswer() throws IOException {
		this.server.on("POST /x", 429, "slow down");

		assertThat(this.api.ask("POST", "/x", null, Map.of())).isEqualTo(new ParleyApi.Answer(429, "slow down"));
	}

	@Test
	void aServerThatIsAwayIsNamedWithoutTheQuery() {
		this.server.close();

		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> this.api.call("GET", "/x?token=secret", null, null))
			.withMessageStartingWith(this.server.base() + "/x cannot be reached: ConnectException");
	}

	@Test
	void aSlashAtTheEndOfTheAddressIsLeftOut() {
		try (ParleyApi slash = new ParleyApi(URI.create("http://127.0.0.1:1/api/"))) {
			HttpRequest request = slash.request("GET", "/x", "t", null);

			assertThat(request.uri()).isEqualTo(URI.create("http://127.0.0.1:1/api/x"));
			assertThat(request.headers().firstValue("Authorization")).contains("Bearer t");
			assertThat(request.headers().firstValue("Content-Type")).isEmpty();
		}
	}

	@Test
	void aBodyIsJson() {
		HttpRequest request = this.api.request("POST", "/x", null, Map.of("a", 1));

		assertThat(request.headers().firstValue("Content-Type")).contains("application/json");
		assertThat(request.headers().firstValue("Authorization")).isEmpty();
		assertThat(request.timeout()).isPresent();
	}

}
