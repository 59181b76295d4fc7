package dev.parley.identity.people;

import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.annotation.DirtiesContext.ClassMode;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import dev.parley.identity.IdentityServer;

import static org.assertj.core.api.Assertions.assertThat;

/** An empty installation, from the printed link to its first administrator. */
@IdentityServer
@TestPropertySource(properties = "parley.identity.limits.address-burst=5")
@DirtiesContext(classMode = ClassMode.AFTER_EACH_TEST_METHOD)
@ExtendWith(OutputCaptureExtension.class)
class SetupTests {

	private static final Pattern LINK = Pattern.compile("(?m)^ {2}http://localhost:\\d+/setup#([A-Za-z0-9_-]{43})$");

	private static final Logger[] TALKATIVE = { logger("dev.parley"), logger("org.springframework.web"),
			logger("org.springframework.security") };

	@Autowired
	MockMvcTester mvc;

	private ApiClient anonymous;

	@BeforeEach
	void logEverything() {
		this.anonymous = ApiClient.anonymous(this.mvc);
		for (Logger logger : TALKATIVE) {
			logger.setLevel(Level.TRACE);
		}
	}

	@AfterEach
	void logAsUsual() {
		for (Logger logger : TALKATIVE) {
			logger.setLevel(null);
		}
	}

	@Test
	void thePrintedLinkCreatesTheFirstAdministratorOnceAndIsNotLogged(CapturedOutput output) {
		assertThat(this.anonymous.get("/api/setup")).bodyJson().isStrictlyEqualTo("{\"needed\":true}");
		String token = printed(output);

		MvcTestResult made = setUp(token, "ada@northwind.example", "a-long-password");
		assertThat(made).hasStatusOk().bodyJson().extractingPath("user.grants[0].role").isEqualTo("ADMIN");
		assertThat(made.getResponse().getCookie("parley_refresh")).isNotNull();
		ApiClient ada = ApiClient.withKey(this.mvc, JsonPath.read(body(made), "$.accessToken"));
		assertThat(ada.get("/api/users")).hasStatusOk()
			.bodyJson()
			.extractingPath("items[*].email")
			.asArray()
			.containsExactly("ada@northwind.example");

		assertThat(setUp(token, "eve@northwind.example", "a-long-password")).hasStatus(409);
		assertThat(this.anonymous.get("/api/setup")).bodyJson().isStrictlyEqualTo("{\"needed\":false}");
		assertThat(output.getAll()).containsOnlyOnce(token).doesNotContain("a-long-password").contains("/api/setup");
	}

	@Test
	void aWrongRequestDoesNotUseUpTheLink(CapturedOutput output) {
		String token = printed(output);
		String email = "ada@northwind.example";

		assertThat(setUp("guess", email, "a-long-password")).hasStatus(403);
		assertThat(setUp("", email, "a-long-password")).hasStatus(403);
		assertThat(setUp(token + "A".repeat(500_000), email, "a-long-password")).hasStatus(403);
		assertThat(this.anonymous.post("/api/setup", "{\"token\":7}")).hasStatus(400);
		assertThat(this.anonymous.post("/api/setup", "{\"token\":\"" + token + "\"}")).hasStatus(400);
		assertThat(setUp(token, email, "short")).hasStatus(400)
			.bodyJson()
			.extractingPath("errors[0].field")
			.isEqualTo("password");
		assertThat(setUp(token, "nobody", "a-long-password")).hasStatus(400)
			.bodyJson()
			.extractingPath("errors[0].field")
			.isEqualTo("email");

		assertThat(setUp("guess", email, "a-long-password")).hasStatus(403);
		assertThat(setUp("guess", email, "a-long-password")).hasStatus(403);
		assertThat(setUp("guess", email, "a-long-password")).hasStatus(429).containsHeader("Retry-After");
		assertThat(this.anonymous.get("/api/setup")).bodyJson().isStrictlyEqualTo("{\"needed\":true}");
		assertThat(output.getAll()).containsOnlyOnce(token);
	}

	private MvcTestResult setUp(String token, String email, String password) {
		return this.anonymous.post("/api/setup", """
				{"token":"%s","email":"%s","name":"Ada","password":"%s"}""".formatted(token, email, password));
	}

	/** The token printed by the most recent start. */
	private static String printed(CapturedOutput output) {
		return LINK.matcher(output.getAll())
			.results()
			.map((MatchResult link) -> link.group(1))
			.reduce((earlier, later) -> later)
			.orElseThrow();
	}

	private static String body(MvcTestResult result) {
		return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
	}

	private static Logger logger(String name) {
		return (Logger) LoggerFactory.getLogger(name);
	}

}
