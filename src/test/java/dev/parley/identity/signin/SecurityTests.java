package dev.parley.identity.signin;

import java.time.Duration;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import dev.parley.identity.AccessChanges;
import dev.parley.identity.IdentityServer;
import dev.parley.identity.People;
import dev.parley.identity.Role;
import dev.parley.identity.token.TokenService;
import dev.parley.support.TurnableClock;

import static org.assertj.core.api.Assertions.assertThat;

@IdentityServer
class SecurityTests {

	private static final Set<String> PUBLIC = Set.of("POST /api/auth/login", "POST /api/auth/refresh",
			"POST /api/auth/logout", "GET /.well-known/jwks.json", "GET /api/openapi", "GET /api/openapi.yaml",
			"GET /api/openapi/swagger-config", "GET /api/docs", "GET /api/docs/index.html", "GET /api/setup",
			"POST /api/setup", "POST /api/invitations/lookup", "POST /api/invitations/accept");

	@Autowired
	MockMvcTester mvc;

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	RequestMappingHandlerMapping mappings;

	@Autowired
	TokenService tokens;

	@Autowired
	AccessChanges changes;

	@Autowired
	TurnableClock clock;

	@Autowired
	JdbcClient jdbc;

	private People people;

	@BeforeEach
	void oneUser() {
		this.clock.turn(Duration.ofHours(1));
		this.people = new People(this.jdbc, this.clock);
		this.people.reset();
		this.people.person("mia", null);
		this.people.grant("mia", Role.MSP, "northwind");
	}

	@Test
	void everyPathOfTheApiIsClosedUnlessItIsListedAsPublic() {
		assertThat(this.mappings.getHandlerMethods().keySet()).isNotEmpty().allSatisfy((mapping) -> {
			for (RequestMethod method : mapping.getMethodsCondition().getMethods()) {
				for (String path : mapping.getPatternValues()) {
					if (!PUBLIC.contains(method + " " + path) && !path.equals("/error")) {
						assertThat(
								this.mvc.method(HttpMethod.valueOf(method.name())).uri(path.replaceAll("\\{.*?}", "x")))
							.as(method + " " + path)
							.hasStatus(401);
					}
				}
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/engagements", "/api/nothing", "/api", "/ws/stats", "/actuator", "/actuator/env",
			"/actuator/prometheus", "/api/auth/login/x", "/api//auth/me" })
	void closedPathsNeedACredential(String path) {
		MvcTestResult result = this.mvc.get().uri(path).exchange();

		assertThat(result.getResponse().getStatus()).isBetween(400, 401);
		assertThat(result).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@Test
	void explainsHowToSendACredential() {
		MvcTestResult result = this.mvc.get().uri("/api/auth/me").exchange();

		assertThat(result).hasStatus(401).hasHeader("WWW-Authenticate", "Bearer");
		assertThat(result).bodyJson().extractingPath("code").isEqualTo("unauthenticated");
	}

	@Test
	void distinguishesAnExpiredTokenFromAnInvalidOne() {
		String token = this.tokens.issue("mia", null, Duration.ofMinutes(1));
		this.clock.turn(Duration.ofMinutes(2));

		assertThat(me(token)).hasStatus(401).bodyJson().extractingPath("code").isEqualTo("token_expired");
		assertThat(me("x.y.z")).hasStatus(401).bodyJson().extractingPath("code").isEqualTo("unauthenticated");
	}

	@Test
	void aTokenAuthenticatesItsUser() {
		assertThat(me(this.tokens.issue("mia", null, Duration.ofMinutes(1)))).hasStatusOk()
			.bodyJson()
			.isStrictlyEqualTo("""
					{"id":"mia","name":"Mia","email":"mia@northwind.example",
					 "grants":[{"role":"MSP","organisation":"northwind"}]}""");
	}

	@Test
	void acceptsTheBearerSchemeInAnyCaseAndIgnoresOthers() {
		String token = this.tokens.issue("mia", null, Duration.ofMinutes(1));

		assertThat(this.mvc.get().uri("/api/auth/me").header("Authorization", "bearer " + token)).hasStatusOk();
		assertThat(this.mvc.get().uri("/api/auth/me").header("Authorization", "Basic " + token)).hasStatus(401);
		assertThat(this.mvc.get().uri("/api/auth/me?token=" + token)).hasStatus(401);
	}

	@Test
	void publicPathsAcceptOldTokens() {
		assertThat(this.mvc.get().uri("/actuator/health").header("Authorization", "Bearer x.y.z")).hasStatusOk();
	}

	@Test
	void aDisabledUserLosesAccessAtOnce() {
		String token = this.tokens.issue("mia", null, Duration.ofMinutes(1));
		assertThat(me(token)).hasStatusOk();

		this.people.disable("mia");
		this.changes.changed("mia");

		assertThat(me(token)).hasStatus(401);
	}

	@Test
	void onlyAdministratorsAndMachinesReadMetrics() {
		this.people.person("ada", null);
		this.people.grant("ada", Role.ADMIN, null);
		this.people.apiKey("prometheus", "pk_prometheus", "ada", null);

		assertThat(figures(this.tokens.issue("mia", null, Duration.ofMinutes(1)))).hasStatus(403)
			.bodyJson()
			.extractingPath("code")
			.isEqualTo("forbidden");
		assertThat(figures(this.tokens.issue("ada", null, Duration.ofMinutes(1))).getResponse().getStatus())
			.isNotIn(401, 403);
		assertThat(figures("pk_prometheus").getResponse().getStatus()).isNotIn(401, 403);
		assertThat(figures("pk_other")).hasStatus(401);
	}

	@Test
	void everyResponseHasSecurityHeaders() {
		MvcTestResult result = this.mvc.get().uri("/api/auth/me").exchange();

		assertThat(result).hasHeader("Content-Security-Policy", SecurityConfig.CONTENT_SECURITY_POLICY)
			.hasHeader("X-Content-Type-Options", "nosniff")
			.hasHeader("X-Frame-Options", "DENY")
			.hasHeader("Referrer-Policy", "no-referrer")
			.hasHeader("Cross-Origin-Opener-Policy", "same-origin")
			.hasHeader("Cross-Origin-Resource-Policy", "same-origin")
			.hasHeader("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate");
		assertThat(SecurityConfig.CONTENT_SECURITY_POLICY).contains("frame-ancestors 'none'")
			.doesNotContain("unsafe-inline")
			.doesNotContain("unsafe-eval");
	}

	@Test
	void pagesArePublicCacheableAndReadOnly() {
		assertThat(this.mvc.get().uri("/sign-in")).hasStatus(404).doesNotContainHeader("Cache-Control");
		assertThat(this.mvc.post().uri("/sign-in")).hasStatus(401);
		assertThat(this.mvc.put().uri("/index.html")).hasStatus(401);
	}

	@Test
	void createsNoServerSession() {
		MvcTestResult result = me(this.tokens.issue("mia", null, Duration.ofMinutes(1)));

		assertThat(result.getRequest().getSession(false)).isNull();
		assertThat(result).doesNotContainHeader("Set-Cookie");
	}

	@Test
	void leavesHandshakesToTheGateway() {
		// No handler exists here, so a request that passes the chain gets 404.
		assertThat(this.mvc.get().uri("/ws/engagement")).hasStatus(404).doesNotContainHeader("Content-Security-Policy");
		assertThat(this.mvc.get().uri("/api/v1/ws/engagement")).hasStatus(404);
		assertThat(this.mvc.get().uri("/ws/engagement/x")).hasStatus(401);
	}

	@Test
	void publishesNoKeysWithoutPublicParts() {
		assertThat(this.mvc.get().uri("/.well-known/jwks.json")).hasStatus(404);
	}

	private MvcTestResult me(String token) {
		return this.mvc.get().uri("/api/auth/me").header("Authorization", "Bearer " + token).exchange();
	}

	private MvcTestResult figures(String token) {
		return this.mvc.get().uri("/actuator/prometheus").header("Authorization", "Bearer " + token).exchange();
	}

}
