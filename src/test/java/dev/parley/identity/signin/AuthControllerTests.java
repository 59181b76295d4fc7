package dev.parley.identity.signin;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.Cookie;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import dev.parley.identity.Authenticated;
import dev.parley.identity.Authenticator;
import dev.parley.identity.IdentityServer;
import dev.parley.identity.People;
import dev.parley.identity.Role;
import dev.parley.identity.token.TokenService;
import dev.parley.support.TurnableClock;

import static org.assertj.core.api.Assertions.assertThat;

@IdentityServer
class AuthControllerTests {

	private static final String PASSWORD = "correct horse battery";

	private static @Nullable String hash;

	@Autowired
	MockMvcTester mvc;

	@Autowired
	Passwords passwords;

	@Autowired
	TokenService tokens;

	@Autowired
	Authenticator authenticator;

	@Autowired
	IdentityHousekeeping housekeeping;

	@Autowired
	TurnableClock clock;

	@Autowired
	JdbcClient jdbc;

	private People people;

	@BeforeEach
	void oneUser() {
		if (hash == null) {
			hash = this.passwords.hash(PASSWORD);
		}
		this.clock.turn(Duration.ofHours(1));
		this.people = new People(this.jdbc, this.clock);
		this.people.reset();
		this.people.person("mia", hash);
		this.people.grant("mia", Role.MSP, "northwind");
	}

	@Test
	void signingInReturnsATokenTheUserAndAnHttpOnlyCookie() {
		MvcTestResult result = login("mia@northwind.example", PASSWORD);

		assertThat(result).hasStatusOk()
			.bodyJson()
			.doesNotHavePath("$.refreshToken")
			.extractingPath("$.user")
			.isEqualTo(Map.of("id", "mia", "name", "Mia", "email", "mia@northwind.example", "grants",
					List.of(Map.of("role", "MSP", "organisation", "northwind"))));
		assertThat(json(result).path("expiresIn").asLong()).isEqualTo(900);
		assertThat(me(accessToken(result))).hasStatusOk();
		assertThat(result.getResponse().getHeader("Set-Cookie")).startsWith("parley_refresh=")
			.contains("HttpOnly")
			.contains("SameSite=Strict")
			.contains("Path=/api/auth")
			.contains("Max-Age=1209600")
			.doesNotContain("Secure");
	}

	@Test
	void theCookieIsSecureOverTls() {
		assertThat(post("/login").secure(true)
			.content(body("mia@northwind.example", PASSWORD))
			.exchange()
			.getResponse()
			.getHeader("Set-Cookie")).contains("Secure");
	}

	@Test
	void acceptsTheEmailAddressInAnyCase() {
		assertThat(login(" Mia@NORTHWIND.example ", PASSWORD)).hasStatusOk();
	}

	@Test
	void unknownUserWrongPasswordAndDisabledUserGetTheSameResponse() {
		this.people.person("noah", hash);
		this.people.disable("noah");
		this.people.person("elsewhere", null);

		JsonNode wrong = problem(login("mia@northwind.example", "not the password"), 401);
		JsonNode unknown = problem(login("nobody@northwind.example", PASSWORD), 401);
		JsonNode disabled = problem(login("noah@northwind.example", PASSWORD), 401);
		JsonNode external = problem(login("elsewhere@northwind.example", PASSWORD), 401);

		assertThat(wrong.path("code").asString()).isEqualTo("unauthenticated");
		assertThat(wrong.path("detail")).isEqualTo(unknown.path("detail"))
			.isEqualTo(disabled.path("detail"))
			.isEqualTo(external.path("detail"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "[]", "null", "{}", "{\"email\":\"mia@northwind.example\"}",
			"{\"email\":\"\",\"password\":\"x\"}", "{\"email\":[\"a\"],\"password\":{\"a\":1}}" })
	void rejectsInvalidSignIns(String body) {
		assertThat(post("/login").content(body)).hasStatus(400).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@Test
	void rejectsHugeFieldsBeforeHashing() {
		problem(login("a".repeat(300), PASSWORD), 400);
		problem(login("mia@northwind.example", "a".repeat(100_000)), 400);
	}

	@Test
	void rejectsAnIllegalHeaderWithoutLoggingAnError() {
		problem(post("/login").header("User-Agent", "bell\u0007")
			.content(body("mia@northwind.example", PASSWORD))
			.exchange(), 400);
	}

	@Test
	void treatsHostileAddressesAsUnknown() {
		problem(login("' or 1=1 --", PASSWORD), 401);
		problem(login("mia@northwind.example\u0000", PASSWORD), 401);
		problem(login("%", PASSWORD), 401);
	}

	@Test
	void limitsGuessesPerAccountKnownOrNot() {
		for (String email : new String[] { "mia@northwind.example", "nobody@northwind.example" }) {
			for (int i = 0; i < 5; i++) {
				problem(login(email, "wrong"), 401);
			}
			MvcTestResult limited = login(email, PASSWORD);
			assertThat(limited).hasStatus(429).hasHeader("Retry-After", "30");
			assertThat(json(limited).path("code").asString()).isEqualTo("rate_limited");
		}
		this.clock.turn(Duration.ofSeconds(30));
		assertThat(login("mia@northwind.example", PASSWORD)).hasStatusOk();
	}

	@Test
	void limitsGuessesPerAddressAcrossAccounts() {
		for (int i = 0; i < 12; i++) {
			problem(login("user" + i + "@northwind.example", "wrong"), 401);
		}
		assertThat(login("mia@northwind.example", PASSWORD)).hasStatus(429);
		assertThat(post("/login").remoteAddress("192.0.2.7").content(body("mia@northwind.example", PASSWORD)))
			.hasStatusOk();
	}

	@Test
	void doesNotLimitSuccessfulSignIns() {
		for (int i = 0; i < 13; i++) {
			assertThat(login("mia@northwind.example", PASSWORD)).hasStatusOk();
		}
	}

	@Test
	void replacesAnOutdatedHashAtTheNextSignIn() {
		this.people.person("noah", "{bcrypt}" + new BCryptPasswordEncoder(4).encode(PASSWORD));

		assertThat(login("noah@northwind.example", PASSWORD)).hasStatusOk();

		assertThat(this.jdbc.sql("select password_hash from app_user where id = 'noah'").query(String.class).single())
			.startsWith("{argon2}");
		assertThat(login("noah@northwind.example", PASSWORD)).hasStatusOk();
	}

	@Test
	void aRefreshTokenCanBeUsedOnce() {
		Cookie first = cookie(login("mia@northwind.example", PASSWORD));
		MvcTestResult refreshed = refresh(first);
		Cookie second = cookie(refreshed);

		assertThat(refreshed).hasStatusOk();
		assertThat(me(accessToken(refreshed))).hasStatusOk();
		assertThat(second.getValue()).isNotEqualTo(first.getValue());
		assertThat(refresh(second)).hasStatusOk();
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void aRefreshTokenThatShowsUpTwiceEndsTheWholeSignIn(CapturedOutput output) {
		MvcTestResult login = login("mia@northwind.example", PASSWORD);
		MvcTestResult other = login("mia@northwind.example", PASSWORD);
		Cookie stolen = cookie(login);
		MvcTestResult refreshed = refresh(stolen);

		problem(refresh(stolen), 401);

		problem(refresh(cookie(refreshed)), 401);
		assertThat(me(accessToken(refreshed))).hasStatus(401);
		assertThat(me(accessToken(other))).hasStatusOk();
		assertThat(output).contains("was used twice").doesNotContain(stolen.getValue());
	}

	@Test
	void acceptsARefreshTokenInTheBody() {
		String token = cookie(login("mia@northwind.example", PASSWORD)).getValue();

		assertThat(post("/refresh").content("{\"refreshToken\":\"" + token + "\"}")).hasStatusOk();
		assertThat(post("/refresh").content("{\"refreshToken\":\"" + token + "\"}")).hasStatus(401);
	}

	@Test
	void rejectsInvalidRefreshTokens() {
		problem(post("/refresh").exchange(), 401);
		problem(post("/refresh").content("{}").exchange(), 401);
		problem(post("/refresh").content("{\"refreshToken\":\"x\"}").exchange(), 401);
		problem(post("/refresh").content("{\"refreshToken\":\"" + "x".repeat(10_000) + "\"}").exchange(), 400);
		problem(refresh(new Cookie("parley_refresh", "' or 1=1")), 401);
	}

	@Test
	void twoUsersCanBeSignedInInOneBrowser() {
		this.people.person("noah", hash);
		this.people.grant("noah", Role.MSP, "northwind");
		Cookie mia = cookie(login("mia@northwind.example", PASSWORD), "parley_refresh_mia");
		MvcTestResult second = login("noah@northwind.example", PASSWORD);
		Cookie noah = cookie(second, "parley_refresh_noah");
		Cookie last = cookie(second);

		MvcTestResult renewed = post("/refresh?user=mia").cookie(mia, noah, last).exchange();

		assertThat(renewed).hasStatusOk().bodyJson().extractingPath("$.user.id").isEqualTo("mia");
		assertThat(renewed.getResponse().getCookie("parley_refresh")).isNull();
		assertThat(post("/refresh?user=mia").cookie(cookie(renewed, "parley_refresh_mia"), noah, last).exchange())
			.hasStatusOk();
		MvcTestResult other = post("/refresh?user=noah").cookie(mia, noah, last).exchange();
		assertThat(other).hasStatusOk().bodyJson().extractingPath("$.user.id").isEqualTo("noah");
		assertThat(cookie(other).getValue()).isEqualTo(cookie(other, "parley_refresh_noah").getValue());
	}

	@Test
	void signingOutKeepsTheOtherUserOfTheBrowserSignedIn() {
		this.people.person("noah", hash);
		this.people.grant("noah", Role.MSP, "northwind");
		Cookie mia = cookie(login("mia@northwind.example", PASSWORD), "parley_refresh_mia");
		MvcTestResult second = login("noah@northwind.example", PASSWORD);
		Cookie noah = cookie(second, "parley_refresh_noah");

		MvcTestResult out = post("/logout?user=mia").cookie(mia, noah, cookie(second)).exchange();

		assertThat(out).hasStatus(204);
		assertThat(out.getResponse().getCookies()).singleElement()
			.satisfies((removed) -> assertThat(removed.getName()).isEqualTo("parley_refresh_mia"));
		problem(post("/refresh?user=mia").cookie(mia).exchange(), 401);
		assertThat(post("/refresh").cookie(cookie(second)).exchange()).hasStatusOk();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "nobody", "x; Path=/", "mia%0d%0aSet-Cookie:%20a=b", "_", "../mia" })
	void rejectsAUserWithoutCookieAndSetsNone(String user) {
		Cookie cookie = cookie(login("mia@northwind.example", PASSWORD));

		problem(post("/refresh?user={user}", user).cookie(cookie).exchange(), 401);

		MvcTestResult out = post("/logout?user={user}", user).cookie(cookie).exchange();
		assertThat(out).hasStatus(204);
		assertThat(out.getResponse().getHeaders("Set-Cookie"))
			.allSatisfy((header) -> assertThat(header).startsWith("parley_refresh_nobody=;"));
		assertThat(refresh(cookie)).hasStatusOk();
	}

	@Test
	void anUnusedSignInExpires() {
		Cookie cookie = cookie(login("mia@northwind.example", PASSWORD));
		this.clock.turn(Duration.ofDays(13));
		Cookie next = cookie(refresh(cookie));
		this.clock.turn(Duration.ofDays(13));
		Cookie last = cookie(refresh(next));
		this.clock.turn(Duration.ofDays(14));

		problem(refresh(last), 401);
	}

	@Test
	void aDisabledUserCannotRefresh() {
		Cookie cookie = cookie(login("mia@northwind.example", PASSWORD));
		this.people.disable("mia");
		this.clock.turn(Duration.ofSeconds(1));

		problem(refresh(cookie), 401);
	}

	@Test
	void signingOutEndsOnlyThisSignIn() {
		MvcTestResult here = login("mia@northwind.example", PASSWORD);
		MvcTestResult there = login("mia@northwind.example", PASSWORD);

		MvcTestResult out = post("/logout").cookie(cookie(here)).exchange();

		assertThat(out).hasStatus(204);
		assertThat(out.getResponse().getHeader("Set-Cookie")).contains("parley_refresh=;").contains("Max-Age=0");
		assertThat(me(accessToken(here))).hasStatus(401);
		problem(refresh(cookie(here)), 401);
		assertThat(me(accessToken(there))).hasStatusOk();
	}

	@Test
	void signsOutWithTheAccessTokenAlone() {
		MvcTestResult here = login("mia@northwind.example", PASSWORD);

		assertThat(post("/logout").header("Authorization", "Bearer " + accessToken(here))).hasStatus(204);

		problem(refresh(cookie(here)), 401);
		assertThat(post("/logout")).hasStatus(204);
	}

	@Test
	void signingOutEverywhereEndsEverySignInAndRevokesEveryToken() {
		MvcTestResult here = login("mia@northwind.example", PASSWORD);
		MvcTestResult there = login("mia@northwind.example", PASSWORD);
		String minted = this.tokens.issue("mia", null, Duration.ofDays(1));
		this.clock.turn(Duration.ofMillis(1));

		assertThat(post("/logout-everywhere").header("Authorization", "Bearer " + accessToken(here))).hasStatus(204);

		assertThat(me(accessToken(here))).hasStatus(401);
		assertThat(me(accessToken(there))).hasStatus(401);
		assertThat(me(minted)).hasStatus(401);
		problem(refresh(cookie(there)), 401);
		assertThat(me(accessToken(login("mia@northwind.example", PASSWORD)))).hasStatusOk();
	}

	@Test
	void theListOfSignInsMarksTheCurrentOne() {
		MvcTestResult phone = post("/login").header("User-Agent", "Phone" + "x".repeat(500))
			.content(body("mia@northwind.example", PASSWORD))
			.exchange();
		this.clock.turn(Duration.ofMinutes(1));
		MvcTestResult desk = login("mia@northwind.example", PASSWORD);

		JsonNode list = json(this.mvc.get().uri("/api/auth/sessions").header("Authorization", bearer(desk)).exchange());

		assertThat(list.path("next").isNull()).isTrue();
		assertThat(list.path("items")).hasSize(2);
		JsonNode first = list.path("items").get(0);
		JsonNode second = list.path("items").get(1);
		assertThat(first.path("current").asBoolean()).isTrue();
		assertThat(second.path("current").asBoolean()).isFalse();
		assertThat(second.path("userAgent").asString()).startsWith("Phonexxx").hasSize(200);
		assertThat(second.path("address").asString()).isEqualTo("127.0.0.1");
		assertThat(second.path("createdAt").asString()).endsWith("Z");
		assertThat(me(accessToken(phone))).hasStatusOk();
	}

	@Test
	void usersCanEndTheirOwnSignInsAndNoOthers() {
		MvcTestResult phone = login("mia@northwind.example", PASSWORD);
		MvcTestResult desk = login("mia@northwind.example", PASSWORD);
		this.people.person("noah", hash);
		MvcTestResult noah = login("noah@northwind.example", PASSWORD);
		String session = this.authenticator.authenticate(accessToken(phone)).session();

		assertThat(endSession(session, noah)).hasStatus(404);
		assertThat(me(accessToken(phone))).hasStatusOk();
		assertThat(endSession(session, desk)).hasStatus(204);
		assertThat(me(accessToken(phone))).hasStatus(401);
		assertThat(endSession(session, desk)).hasStatus(404);
		assertThat(endSession("' or 1=1", desk)).hasStatus(404);
	}

	@Test
	void changingThePasswordNeedsTheOldOneAndEndsOtherSignIns() {
		MvcTestResult here = login("mia@northwind.example", PASSWORD);
		MvcTestResult there = login("mia@northwind.example", PASSWORD);

		JsonNode wrong = problem(changePassword(here, "not the password", "a better password"), 400);
		assertThat(wrong.path("errors").get(0).path("field").asString()).isEqualTo("current");
		JsonNode weak = problem(changePassword(here, PASSWORD, "short"), 400);
		assertThat(weak.path("errors").get(0).path("field").asString()).isEqualTo("new");
		problem(changePassword(here, PASSWORD, " ".repeat(20)), 400);
		assertThat(me(accessToken(there))).hasStatusOk();

		assertThat(changePassword(here, PASSWORD, "a better password")).hasStatus(204);

		assertThat(me(accessToken(here))).hasStatusOk();
		assertThat(me(accessToken(there))).hasStatus(401);
		problem(login("mia@northwind.example", PASSWORD), 401);
		assertThat(login("mia@northwind.example", "a better password")).hasStatusOk();
	}

	@Test
	void limitsGuessesOfTheCurrentPassword() {
		MvcTestResult here = login("mia@northwind.example", PASSWORD);
		for (int i = 0; i < 5; i++) {
			problem(changePassword(here, "wrong", "a better password"), 400);
		}
		problem(changePassword(here, PASSWORD, "a better password"), 429);
	}

	@Test
	void aUserOfAnExternalIssuerHasNoPasswordToChange() {
		this.people.person("elsewhere", null);
		String token = this.tokens.issue("elsewhere", null, Duration.ofMinutes(1));

		problem(this.mvc.put()
			.uri("/api/auth/password")
			.header("Authorization", "Bearer " + token)
			.contentType(MediaType.APPLICATION_JSON)
			.content("{\"current\":\"x\",\"new\":\"a better password\"}")
			.exchange(), 409);
	}

	@Test
	void aTicketGivesTheAccessOfItsTokenOnce() {
		MvcTestResult here = login("mia@northwind.example", PASSWORD);
		JsonNode answer = json(post("/ticket").header("Authorization", bearer(here)).exchange());
		Authenticated token = this.authenticator.authenticate(accessToken(here));

		assertThat(answer.path("expiresIn").asInt()).isEqualTo(30);
		assertThat(this.authenticator.redeem(answer.path("ticket").asString())).isEqualTo(token);
	}

	@Test
	void aMachineCannotSignOut() {
		this.people.apiKey("probe", "pk_probe", "mia", null);

		for (String path : new String[] { "POST /api/auth/logout-everywhere", "GET /api/auth/sessions",
				"DELETE /api/auth/sessions/x" }) {
			String[] parts = path.split(" ");
			problem(this.mvc.method(HttpMethod.valueOf(parts[0]))
				.uri(parts[1])
				.header("Authorization", "Bearer pk_probe")
				.exchange(), 403);
		}
		assertThat(me("pk_probe")).bodyJson()
			.isStrictlyEqualTo("{\"id\":\"probe\",\"name\":\"probe\",\"email\":null,"
					+ "\"grants\":[{\"role\":\"CLIENT\",\"organisation\":\"globex\"}]}");
	}

	@Test
	void deletesOnlyWhatHasExpired() {
		MvcTestResult ended = login("mia@northwind.example", PASSWORD);
		post("/logout").cookie(cookie(ended)).exchange();
		MvcTestResult open = login("mia@northwind.example", PASSWORD);
		post("/ticket").header("Authorization", bearer(open)).exchange();
		this.clock.turn(Duration.ofDays(3));

		this.housekeeping.everyMinute();
		this.housekeeping.everyHour();

		assertThat(this.jdbc.sql("select count(*) from session").query(Long.class).single()).isEqualTo(1);
		assertThat(this.jdbc.sql("select count(*) from refresh_token").query(Long.class).single()).isEqualTo(1);
		assertThat(this.jdbc.sql("select count(*) from ticket").query(Long.class).single()).isZero();
		assertThat(refresh(cookie(open))).hasStatusOk();
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void noSecretReachesTheLog(CapturedOutput output) {
		MvcTestResult here = login("mia@northwind.example", PASSWORD);
		post("/login").content("{\"email\":\"mia@northwind.example\",\"password\":\"leaky secret\"").exchange();
		refresh(cookie(here));

		assertThat(output).doesNotContain(PASSWORD)
			.doesNotContain("leaky secret")
			.doesNotContain(accessToken(here))
			.doesNotContain(cookie(here).getValue());
	}

	private MvcTestResult login(String email, String password) {
		return post("/login").content(body(email, password)).exchange();
	}

	private MvcTestResult refresh(Cookie cookie) {
		return post("/refresh").cookie(cookie).exchange();
	}

	private MvcTestResult me(String token) {
		return this.mvc.get().uri("/api/auth/me").header("Authorization", "Bearer " + token).exchange();
	}

	private MvcTestResult endSession(@Nullable String session, MvcTestResult caller) {
		return this.mvc.delete()
			.uri("/api/auth/sessions/{id}", session)
			.header("Authorization", bearer(caller))
			.exchange();
	}

	private MvcTestResult changePassword(MvcTestResult caller, String current, String chosen) {
		return this.mvc.put()
			.uri("/api/auth/password")
			.header("Authorization", bearer(caller))
			.contentType(MediaType.APPLICATION_JSON)
			.content(JsonMapper.shared().writeValueAsString(Map.of("current", current, "new", chosen)))
			.exchange();
	}

	private MockMvcRequestBuilder post(String path, Object... values) {
		return this.mvc.post().uri("/api/auth" + path, values).contentType(MediaType.APPLICATION_JSON);
	}

	private static String body(String email, String password) {
		return JsonMapper.shared().writeValueAsString(Map.of("email", email, "password", password));
	}

	private static String accessToken(MvcTestResult result) {
		return json(result).path("accessToken").asString();
	}

	private static String bearer(MvcTestResult result) {
		return "Bearer " + accessToken(result);
	}

	private static Cookie cookie(MvcTestResult result) {
		return cookie(result, "parley_refresh");
	}

	private static Cookie cookie(MvcTestResult result, String name) {
		Cookie cookie = result.getResponse().getCookie(name);
		assertThat(cookie).isNotNull();
		return cookie;
	}

	private static JsonNode problem(MvcTestResult result, int status) {
		assertThat(result).hasStatus(status).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
		return json(result);
	}

	private static JsonNode json(MvcTestResult result) {
		return JsonMapper.shared().readTree(result.getResponse().getContentAsByteArray());
	}

}
