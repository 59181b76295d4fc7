package dev.parley.web;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;
import dev.parley.storage.NewIds;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class ProblemAdviceTests {

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final MockMvcTester mvc = MockMvcTester.create(MockMvcBuilders.standaloneSetup(new Subject())
		.setControllerAdvice(new ProblemAdvice(this.meters))
		.addFilters(new RequestIdFilter(new NewIds(Clock.systemUTC(), new SecureRandom())))
		.build());

	@Test
	void aRefusalBecomesAProblemDocumentWithItsCode() {
		MvcTestResult result = this.mvc.get().uri("/missing").header("X-Request-Id", "req-1").exchange();
		assertThat(result).hasStatus(404).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(result).bodyJson().isStrictlyEqualTo("""
				{"type":"about:blank","title":"Not Found","status":404,"detail":"There is no such engagement.",
				 "code":"not_found","requestId":"req-1"}""");
		assertThat(this.meters.counter("parley.rest.problems", "code", "not_found").count()).isEqualTo(1);
	}

	@Test
	void aRefusalInsideAFutureIsTheSame() {
		MvcTestResult result = this.mvc.get().uri("/future").exchange();
		assertThat(result).hasStatus(409).bodyJson().extractingPath("code").isEqualTo("id_reused");
	}

	@Test
	void aRefusalFromJoiningAFutureIsTheSame() {
		assertThat(this.mvc.get().uri("/joined").exchange()).hasStatus(409)
			.bodyJson()
			.extractingPath("code")
			.isEqualTo("id_reused");
	}

	@Test
	void aRateLimitSaysWhenToRetry() {
		MvcTestResult result = this.mvc.get().uri("/busy").exchange();
		assertThat(result).hasStatus(503).hasHeader("Retry-After", "2");
		assertThat(result).bodyJson().extractingPath("retryAfterMs").isEqualTo(1500);
	}

	@Test
	void brokenRulesAreNamedWithTheirField() {
		MvcTestResult result = post("{\"title\":\" \",\"people\":[{\"name\":\"123456\"}]}");
		assertThat(result).hasStatus(400);
		assertThat(result).bodyJson().extractingPath("code").isEqualTo("bad_request");
		assertThat(result).bodyJson().extractingPath("errors[*].field").asArray().contains("title", "people[0].name");
		assertThat(result).bodyJson().extractingPath("errors[*].rule").asArray().contains("not_blank", "size");
	}

	@Test
	void aParameterOutOfBoundsIsNamed() {
		MvcTestResult result = this.mvc.get().uri("/list?limit=300").exchange();
		assertThat(result).hasStatus(400);
		assertThat(result).bodyJson().extractingPath("errors[0].field").isEqualTo("limit");
	}

	@Test
	void aParameterOfTheWrongTypeSaysWhatItMustBe() {
		MvcTestResult result = this.mvc.get().uri("/list?limit=many").exchange();
		assertThat(result).hasStatus(400)
			.bodyJson()
			.extractingPath("detail")
			.isEqualTo("The parameter 'limit' must be a whole number.");
	}

	@Test
	void aMissingParameterIsNamed() {
		assertThat(this.mvc.get().uri("/list").exchange()).hasStatus(400)
			.bodyJson()
			.extractingPath("errors[0].field")
			.isEqualTo("limit");
	}

	@Test
	void malformedJsonIsLocatedAndNeverQuoted() {
		MvcTestResult result = post("{\"title\":\"s3cret\",\n oops}");
		assertThat(result).hasStatus(400).bodyJson().extractingPath("code").isEqualTo("malformed");
		assertThat(result).bodyText().contains("line 2").doesNotContain("s3cret").doesNotContain("oops");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{\"people\":3} | The field 'people' must be an array",
					"{\"people\":[{\"name\":{}}]} | The field 'people[0].name' must be a text",
					"{\"code\":\"s3cret\"} | The field 'code' must be one of BAD_REQUEST",
					"[] | The body must be a JSON object", "3 | The body must be a JSON object" })
	void aValueOfTheWrongTypeSaysWhatItMustBe(String body, String detail) {
		MvcTestResult result = post(body);
		assertThat(result).hasStatus(400).bodyJson().extractingPath("code").isEqualTo("malformed");
		assertThat(result).bodyText().contains(detail).doesNotContain("s3cret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "{", "\u0000", "{\"title\":\"\\ud800\"", "nul" })
	void noHostileBodyIsAnInternalError(String body) {
		assertThat(post(body)).hasStatus(400);
	}

	@Test
	void anUnsupportedMethodNamesTheSupportedOnes() {
		MvcTestResult result = this.mvc.delete().uri("/body").exchange();
		assertThat(result).hasStatus(405).hasHeader("Allow", "POST");
		assertThat(result).bodyJson().extractingPath("detail").isEqualTo("This path takes POST, not DELETE.");
	}

	@Test
	void anUnsupportedMediaTypeNamesTheSupportedOne() {
		MvcTestResult result = this.mvc.post()
			.uri("/body")
			.contentType(MediaType.APPLICATION_XML)
			.content("<a/>")
			.exchange();
		assertThat(result).hasStatus(415).bodyJson().extractingPath("code").isEqualTo("unsupported_media_type");
	}

	@Test
	void anUnacceptableAcceptHeaderStillGetsAProblemDocument() {
		MvcTestResult result = this.mvc.get().uri("/list?limit=3").accept(MediaType.IMAGE_PNG).exchange();
		assertThat(result).hasStatus(406).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@Test
	void unexpectedExceptionsAreLoggedButNotExposed(CapturedOutput output) {
		MvcTestResult result = this.mvc.get().uri("/broken?token=s3cret").header("X-Request-Id", "req-7").exchange();
		assertThat(result).hasStatus(500);
		assertThat(result).bodyJson().extractingPath("requestId").isEqualTo("req-7");
		assertThat(result).bodyText().doesNotContain("IllegalState").doesNotContain("inner");
		assertThat(output).contains("GET /broken failed").contains("IllegalStateException").doesNotContain("s3cret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a b", "ä", "<script>", "" })
	void anUnsafeRequestIdIsReplaced(String offered) {
		MvcTestResult result = this.mvc.get().uri("/missing").header("X-Request-Id", offered).exchange();
		assertThat(result.getResponse().getHeader("X-Request-Id")).hasSize(36).isNotEqualTo(offered);
	}

	@Test
	void anOverlongRequestIdIsReplaced() {
		MvcTestResult result = this.mvc.get().uri("/missing").header("X-Request-Id", "x".repeat(65)).exchange();
		assertThat(result.getResponse().getHeader("X-Request-Id")).hasSize(36);
	}

	private MvcTestResult post(String body) {
		return this.mvc.post().uri("/body").contentType(MediaType.APPLICATION_JSON).content(body).exchange();
	}

	record Body(@NotBlank String title, List<@Valid Person> people, ErrorCode code) {
	}

	record Person(@Size(max = 5) String name) {
	}

	@RestController
	static class Subject {

		@GetMapping("/missing")
		String missing() {
			throw RejectedException.notFound("engagement");
		}

		@GetMapping("/future")
		CompletableFuture<String> future() {
			return CompletableFuture.supplyAsync(() -> {
				throw new RejectedException(ErrorCode.ID_REUSED, "That id was used for something else.");
			});
		}

		@GetMapping("/joined")
		String joined() {
			return future().join();
		}

		@GetMapping("/busy")
		String busy() {
			throw RejectedException.retryLater(ErrorCode.BUSY, "Too much waits.", Duration.ofMillis(1500));
		}

		@GetMapping("/broken")
		String broken() {
			throw new IllegalStateException("inner");
		}

		@GetMapping(path = "/list", produces = "application/json")
		String list(@RequestParam @Max(200) int limit) {
			return "";
		}

		@PostMapping("/body")
		Body body(@Valid @RequestBody Body body) {
			return body;
		}

	}

}
