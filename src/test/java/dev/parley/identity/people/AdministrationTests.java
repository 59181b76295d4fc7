package dev.parley.identity.people;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import dev.parley.identity.AccessChanges;
import dev.parley.identity.IdentityServer;
import dev.parley.identity.People;
import dev.parley.identity.Role;
import dev.parley.identity.signin.Passwords;
import dev.parley.identity.token.TokenService;
import dev.parley.support.TurnableClock;

import static org.assertj.core.api.Assertions.assertThat;

/** Organisations, users, grants, invitations, API keys and setup over HTTP. */
@IdentityServer
class AdministrationTests {

	@Autowired
	MockMvcTester mvc;

	@Autowired
	TokenService tokens;

	@Autowired
	TurnableClock clock;

	@Autowired
	Passwords passwords;

	@Autowired
	AccessChanges changes;

	@Autowired
	SetupService setup;

	@Autowired
	JdbcClient jdbc;

	private People people;

	private ApiClient root;

	private ApiClient mia;

	private ApiClient gil;

	@BeforeEach
	void people() {
		this.clock.turn(Duration.ofHours(1));
		this.people = new People(this.jdbc, this.clock);
		this.people.reset();
		this.jdbc.sql("delete from organisation where id not in ('northwind', 'globex')").update();
		this.jdbc.sql("update organisation set version = 1").update();
		user("root", Role.ADMIN, null, false);
		user("mia", Role.MSP, "northwind", true);
		user("gil", Role.CLIENT, "globex", false);
		this.root = as("root");
		this.mia = as("mia");
		this.gil = as("gil");
	}

	@Test
	void createsReadsAndRenamesAnOrganisation() {
		MvcTestResult made = this.root.post("/api/organisations",
				"{\"kind\":\"CLIENT\",\"id\":\"initech\",\"name\":\"Initech\",\"msp\":\"northwind\"}");
		assertThat(made).hasStatus(201).hasHeader("Location", "/api/organisations/initech").hasHeader("ETag", "\"1\"");
		assertThat(made).bodyJson().isStrictlyEqualTo("""
				{"id":"initech","kind":"CLIENT","name":"Initech","msp":"northwind","version":1}""");

		MvcTestResult renamed = this.mia.patch("/api/organisations/initech", "{\"name\":\"Initech Ltd\"}", "\"1\"");
		assertThat(renamed).hasStatusOk().hasHeader("ETag", "\"2\"");

		assertThat(this.mia.get("/api/organisations/initech")).hasStatusOk()
			.hasHeader("ETag", "\"2\"")
			.bodyJson()
			.extractingPath("name")
			.isEqualTo("Initech Ltd");
		assertThat(this.gil.get("/api/organisations/initech")).hasStatus(404);
	}

	@Test
	void listsOrganisationsInPages() {
		assertThat(this.gil.get("/api/organisations?kind=MSP")).hasStatusOk().bodyJson().isStrictlyEqualTo("""
				{"items":[{"id":"northwind","kind":"MSP","name":"Northwind","version":1}],"next":null}""");
		MvcTestResult first = this.gil.get("/api/organisations?limit=1");
		String next = JsonPath.read(body(first), "$.next");
		assertThat(this.gil.get("/api/organisations?limit=1&cursor=" + next)).bodyJson()
			.extractingPath("items[0].id")
			.isEqualTo("northwind");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "/api/organisations?limit=0 | 400", "/api/organisations?limit=x | 400",
			"/api/organisations?cursor=!! | 400", "/api/organisations?cursor=eA | 400",
			"/api/organisations?kind=OTHER | 400", "/api/organisations/nonesuch | 404", "/api/users/nonesuch | 404",
			"/api/users?organisation=nonesuch | 404", "/api/users?limit=201 | 400", "/api/nothing | 404" })
	void aWrongQuestionIsRefused(String path, int status) {
		assertThat(this.mia.get(path)).hasStatus(status).hasContentType("application/problem+json");
	}

	@Test
	void aChangeNeedsTheCurrentVersion() {
		String body = "{\"name\":\"Globex Corp\"}";
		assertThat(this.mia.patch("/api/organisations/globex", body, null)).hasStatus(428);
		assertThat(this.mia.patch("/api/organisations/globex", body, "\"7\"")).hasStatus(412);
		assertThat(this.mia.patch("/api/organisations/globex", body, "nonsense")).hasStatus(400);
		assertThat(this.gil.patch("/api/organisations/globex", body, "\"1\"")).hasStatus(403);
		assertThat(this.mia.patch("/api/organisations/hooli", body, "\"1\"")).hasStatus(404);
		assertThat(this.root.patch("/api/users/gil", body, null)).hasStatus(428);
		assertThat(this.root.patch("/api/users/gil", body, "\"7\"")).hasStatus(412);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{} | 400", "{\"kind\":\"MSP\"} | 400", "{\"kind\":\"MSP\",\"name\":\"\"} | 400",
					"{\"kind\":\"MSP\",\"name\":3} | 400", "{\"kind\":\"MSP\",\"id\":\"A B\",\"name\":\"x\"} | 400",
					"{\"kind\":\"MSP\",\"id\":\"globex\",\"name\":\"x\"} | 409", "[] | 400", "nonsense | 400" })
	void anOrganisationThatMakesNoSenseIsRefused(String body, int status) {
		assertThat(this.root.post("/api/organisations", body)).hasStatus(status);
	}

	@Test
	void listsReadsAndChangesUsers() {
		assertThat(this.mia.get("/api/users?organisation=globex")).hasStatusOk().bodyJson().isStrictlyEqualTo("""
				{"items":[{"id":"gil","name":"Gil","email":"gil@northwind.example","disabled":false,
				"grants":[{"role":"CLIENT","organisation":"globex"}],"version":1}],"next":null}""");
		assertThat(this.gil.get("/api/users")).hasStatus(403);
		assertThat(this.gil.get("/api/users/mia")).hasStatus(404);

		assertThat(this.root.patch("/api/users/gil", "{\"disabled\":true}", "\"1\"")).hasStatusOk()
			.hasHeader("ETag", "\"2\"");
		assertThat(this.gil.get("/api/organisations")).hasStatus(401);
		assertThat(this.mia.patch("/api/users/gil", "{\"disabled\":false}", "\"2\"")).hasStatus(403);
	}

	@Test
	void administratorsBindAndUnbindExternalIdentities() {
		String bind = "{\"external\":{\"issuer\":\"https://id.corp.example\",\"subject\":\"subject-1\"}}";
		assertThat(this.root.patch("/api/users/gil", bind, null)).hasStatus(428);
		assertThat(this.root.patch("/api/users/gil", bind, "\"7\"")).hasStatus(412);
		assertThat(this.mia.patch("/api/users/gil", bind, "\"1\"")).hasStatus(403);
		assertThat(this.root.patch("/api/users/gil", bind, "\"1\"")).hasStatusOk()
			.bodyJson()
			.extractingPath("external")
			.asMap()
			.containsOnly(Map.entry("issuer", "https://id.corp.example"), Map.entry("subject", "subject-1"));
		assertThat(this.root.patch("/api/users/mia", bind, "\"1\"")).hasStatus(409);

		assertThat(this.root.patch("/api/users/gil", "{\"name\":\"Gil\"}", "\"2\"")).hasStatusOk()
			.bodyJson()
			.hasPath("external");
		assertThat(this.mia.get("/api/users/gil")).bodyJson().doesNotHavePath("external");
		assertThat(this.root.patch("/api/users/gil", "{\"external\":null}", "\"3\"")).hasStatusOk()
			.bodyJson()
			.doesNotHavePath("external");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{\"issuer\":\"https://id.other.example\",\"subject\":\"x\"} | external.issuer",
					"{\"issuer\":\"https://id.corp.example\",\"subject\":\" \"} | external.subject",
					"{\"issuer\":\"https://id.corp.example\"} | external.subject", "{} | external.issuer",
					"{\"issuer\":\"https://id.corp.example\",\"subject\":7} | external.subject", "7 | external",
					"\"x\" | external" })
	void anExternalIdentityThatMakesNoSenseIsRefused(String external, String field) {
		assertThat(this.root.patch("/api/users/gil", "{\"external\":" + external + "}", "\"1\"")).hasStatus(400)
			.bodyText()
			.contains(field);
	}

	@Test
	void replacedGrantsTakeEffectAtOnce() {
		assertThat(this.mia.put("/api/users/gil/grants",
				"{\"grants\":[{\"role\":\"CLIENT\",\"organisation\":\"globex\",\"manager\":true}]}"))
			.hasStatusOk()
			.bodyJson()
			.extractingPath("grants[0].manager")
			.isEqualTo(true);
		assertThat(this.gil.get("/api/users")).hasStatusOk();

		assertThat(this.mia.put("/api/users/gil/grants", "{\"grants\":[]}")).hasStatusOk();
		assertThat(this.gil.get("/api/organisations")).bodyJson().extractingPath("items").asArray().isEmpty();
		assertThat(this.mia.get("/api/users/gil")).hasStatus(404);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{} | 400", "{\"grants\":[null]} | 400", "{\"grants\":[{}]} | 400",
					"{\"grants\":[{\"role\":\"KING\",\"organisation\":\"globex\"}]} | 400",
					"{\"grants\":[{\"role\":\"CLIENT\"}]} | 400",
					"{\"grants\":[{\"role\":\"ADMIN\",\"organisation\":\"globex\"}]} | 400",
					"{\"grants\":[{\"role\":\"MSP\",\"organisation\":\"globex\"}]} | 400",
					"{\"grants\":[{\"role\":\"ADMIN\"}]} | 403",
					"{\"grants\":[{\"role\":\"MSP\",\"organisation\":\"contoso\"}]} | 404" })
	void grantsThatMakeNoSenseAreRefused(String body, int status) {
		assertThat(this.mia.put("/api/users/gil/grants", body)).hasStatus(status);
	}

	@Test
	void theLastAdministratorCannotBeRemoved() {
		assertThat(this.root.put("/api/users/root/grants", "{\"grants\":[]}")).hasStatus(409);
		assertThat(this.root.patch("/api/users/root", "{\"disabled\":true}", "\"1\"")).hasStatus(409);
	}

	@Test
	void administratorsCreateUsersWhoCanSignIn() {
		String body = """
				{"email":" Uma@Umbrella.example","name":"Uma","password":"a-long-password",
				"grants":[{"role":"CLIENT","organisation":"globex"}]}""";
		assertThat(this.root.post("/api/users", body)).hasStatus(201)
			.bodyJson()
			.extractingPath("email")
			.isEqualTo("uma@umbrella.example");
		assertThat(this.root.post("/api/users", body)).hasStatus(409);
		assertThat(this.mia.post("/api/users", body)).hasStatus(403);
		assertThat(this.root.post("/api/users", body.replace("a-long-password", "short"))).hasStatus(400);
		assertThat(login("uma@umbrella.example", "a-long-password")).hasStatusOk();
	}

	@Test
	void aManagerSignsTheirPeopleOutEverywhere() {
		ApiClient before = as("gil");
		this.clock.turn(Duration.ofSeconds(1));
		assertThat(this.mia.post("/api/users/gil/logout-everywhere", "")).hasStatus(204);
		assertThat(before.get("/api/people")).hasStatus(401);
		assertThat(as("gil").post("/api/users/mia/logout-everywhere", "")).hasStatus(404);
	}

	@Test
	void listsThePeopleAroundTheCaller() {
		assertThat(this.gil.get("/api/people")).hasStatusOk().bodyJson().isStrictlyEqualTo("""
				{"items":[{"id":"gil","name":"Gil","role":"CLIENT","organisation":"globex"},
				{"id":"mia","name":"Mia","role":"MSP","organisation":"northwind"}],"next":null}""");
		assertThat(ApiClient.anonymous(this.mvc).get("/api/people")).hasStatus(401);
	}

	@Test
	void anInvitationCreatesAUserWithItsGrant() {
		MvcTestResult made = this.mia.post("/api/invitations",
				"""
						{"email":"Gwen@Globex.example","name":"Gwen","role":"CLIENT","organisation":"globex","manager":true}""");
		assertThat(made).hasStatus(201);
		String token = token(made);
		assertThat(this.mia.get("/api/invitations")).bodyText().contains("gwen@globex.example").doesNotContain(token);

		ApiClient anonymous = ApiClient.anonymous(this.mvc);
		assertThat(anonymous.post("/api/invitations/lookup", "{\"token\":\"" + token + "\"}")).hasStatusOk()
			.bodyJson()
			.isStrictlyEqualTo("""
					{"email":"gwen@globex.example","name":"Gwen","role":"CLIENT","organisation":"globex",
					"organisationName":"Globex","manager":true}""");

		MvcTestResult accepted = accept(token, "Gwen Park", "a-long-password");
		assertThat(accepted).hasStatusOk().bodyJson().extractingPath("user.grants[0].organisation").isEqualTo("globex");
		assertThat(accepted.getResponse().getCookie("parley_refresh")).isNotNull();
		assertThat(login("gwen@globex.example", "a-long-password")).hasStatusOk();

		assertThat(accept(token, "Again", "a-long-password")).hasStatus(404);
		assertThat(this.mia.get("/api/invitations")).bodyJson().extractingPath("items").asArray().isEmpty();
	}

	@Test
	void anExistingUserAcceptsWithTheirOwnPassword() {
		this.jdbc.sql("update app_user set password_hash = :hash where id = 'gil'")
			.param("hash", this.passwords.hash("the-right-one"))
			.update();
		String token = token(this.mia.post("/api/invitations",
				"{\"email\":\"gil@northwind.example\",\"role\":\"MSP\",\"organisation\":\"northwind\"}"));
		assertThat(accept(token, "Other", "the-wrong-one")).hasStatus(401);
		assertThat(accept(token, "Other", "the-right-one")).hasStatusOk()
			.bodyJson()
			.extractingPath("user.name")
			.isEqualTo("Gil");
		assertThat(this.root.get("/api/users/gil")).bodyJson().extractingPath("grants").asArray().hasSize(2);
	}

	@Test
	void anInvitationDoesNotDemoteAManager() {
		this.jdbc.sql("update app_user set password_hash = :hash where id = 'mia'")
			.param("hash", this.passwords.hash("the-right-one"))
			.update();
		String token = token(this.root.post("/api/invitations",
				"{\"email\":\"mia@northwind.example\",\"role\":\"MSP\",\"organisation\":\"northwind\"}"));
		assertThat(accept(token, null, "the-right-one")).hasStatusOk();
		assertThat(this.root.get("/api/users/mia")).bodyJson().extractingPath("grants[0].manager").isEqualTo(true);
	}

	@Test
	void anInvitationCanBeRevokedAndExpires() {
		String body = "{\"email\":\"new@globex.example\",\"role\":\"CLIENT\",\"organisation\":\"globex\"}";
		MvcTestResult first = this.mia.post("/api/invitations", body);
		String id = JsonPath.read(body(first), "$.id");
		assertThat(this.gil.delete("/api/invitations/" + id)).hasStatus(404);
		assertThat(this.mia.delete("/api/invitations/" + id)).hasStatus(204);
		assertThat(this.mia.delete("/api/invitations/" + id)).hasStatus(404);
		assertThat(accept(token(first), "New", "a-long-password")).hasStatus(404);

		String second = token(this.mia.post("/api/invitations", body));
		this.clock.turn(Duration.ofDays(8));
		assertThat(accept(second, "New", "a-long-password")).hasStatus(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "delete from user_grant where user_id = 'mia'",
			"update user_grant set manager = 0 where user_id = 'mia'",
			"update app_user set disabled = 1 where id = 'mia'" })
	void anInvitationIsOpenAsLongAsItsMakerMayGiveWhatItOffers(String loss) {
		String body = "{\"email\":\"new@globex.example\",\"role\":\"CLIENT\",\"organisation\":\"globex\"}";
		String token = token(this.mia.post("/api/invitations", body));
		String other = token(this.root.post("/api/invitations", body));
		this.jdbc.sql(loss).update();
		assertThat(ApiClient.anonymous(this.mvc).post("/api/invitations/lookup", "{\"token\":\"" + token + "\"}"))
			.hasStatus(404);
		assertThat(accept(token, "New", "a-long-password")).hasStatus(404);
		assertThat(this.root.get("/api/invitations")).bodyJson().extractingPath("items").asArray().hasSize(1);
		assertThat(accept(other, "New", "a-long-password")).hasStatusOk();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{} | 400", "{\"email\":\"x\",\"role\":\"CLIENT\",\"organisation\":\"globex\"} | 400",
					"{\"email\":\"x@y.example\",\"role\":\"ADMIN\"} | 403",
					"{\"email\":\"x@y.example\",\"role\":\"CLIENT\"} | 400",
					"{\"email\":\"x@y.example\",\"role\":\"MSP\",\"organisation\":\"globex\"} | 400",
					"{\"email\":\"x@y.example\",\"role\":\"MSP\",\"organisation\":\"contoso\"} | 404" })
	void anInvitationThatMakesNoSenseIsRefused(String body, int status) {
		assertThat(this.mia.post("/api/invitations", body)).hasStatus(status);
	}

	@Test
	void limitsGuessesOfLinks() {
		ApiClient anonymous = ApiClient.anonymous(this.mvc);
		MvcTestResult last = anonymous.post("/api/invitations/lookup", "{\"token\":\"guess\"}");
		assertThat(last).hasStatus(404);
		for (int i = 0; i < 100 && last.getResponse().getStatus() == 404; i++) {
			last = anonymous.post("/api/invitations/lookup", "{\"token\":\"guess\"}");
		}
		assertThat(last).hasStatus(429).containsHeader("Retry-After");
	}

	@Test
	void anApiKeyActsForItsOrganisationUntilRevoked() {
		MvcTestResult made = this.mia.post("/api/api-keys", "{\"name\":\"Monitoring\",\"organisation\":\"globex\"}");
		assertThat(made).hasStatus(201);
		String key = JsonPath.read(body(made), "$.key");
		String id = JsonPath.read(body(made), "$.id");
		assertThat(key).startsWith("pk_").startsWith((String) JsonPath.read(body(made), "$.prefix"));

		ApiClient machine = ApiClient.withKey(this.mvc, key);
		assertThat(machine.get("/api/organisations")).hasStatusOk()
			.bodyJson()
			.extractingPath("items[*].id")
			.asArray()
			.containsExactly("globex", "northwind");
		assertThat(machine.get("/api/users")).hasStatus(403);
		assertThat(this.mia.get("/api/api-keys")).bodyText().contains(id).doesNotContain(key);
		assertThat(this.gil.get("/api/api-keys")).hasStatus(403);

		assertThat(this.gil.delete("/api/api-keys/" + id)).hasStatus(404);
		assertThat(this.mia.delete("/api/api-keys/" + id)).hasStatus(204);
		assertThat(machine.get("/api/organisations")).hasStatus(401);
		assertThat(this.mia.delete("/api/api-keys/" + id)).hasStatus(404);
	}

	@Test
	void anApiKeyExpires() {
		String end = this.clock.instant().plus(Duration.ofMinutes(30)).toString();
		MvcTestResult made = this.mia.post("/api/api-keys",
				"{\"name\":\"CI\",\"organisation\":\"globex\",\"expiresAt\":\"" + end + "\"}");
		ApiClient machine = ApiClient.withKey(this.mvc, JsonPath.read(body(made), "$.key"));
		assertThat(machine.get("/api/people")).hasStatusOk();
		this.clock.turn(Duration.ofMinutes(31));
		assertThat(machine.get("/api/people")).hasStatus(401);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{} | 400", "{\"name\":\"\",\"organisation\":\"globex\"} | 400",
					"{\"name\":\"x\",\"organisation\":\"contoso\"} | 404",
					"{\"name\":\"x\",\"organisation\":\"globex\",\"expiresAt\":\"2001-01-01T00:00:00Z\"} | 400",
					"{\"name\":\"x\",\"organisation\":\"globex\",\"expiresAt\":\"soon\"} | 400" })
	void anApiKeyThatMakesNoSenseIsRefused(String body, int status) {
		assertThat(this.mia.post("/api/api-keys", body)).hasStatus(status);
	}

	@Test
	void usersWhoManageNothingCannotGiveAnything() {
		assertThat(this.gil.post("/api/api-keys", "{\"name\":\"x\",\"organisation\":\"globex\"}")).hasStatus(403);
		assertThat(this.gil.post("/api/invitations",
				"{\"email\":\"x@y.example\",\"role\":\"CLIENT\",\"organisation\":\"globex\"}"))
			.hasStatus(403);
	}

	@Test
	void setupIsRejectedOnceThereAreUsers() {
		assertThat(ApiClient.anonymous(this.mvc).get("/api/setup")).hasStatusOk()
			.bodyJson()
			.isStrictlyEqualTo("{\"needed\":false}");
		assertThat(ApiClient.anonymous(this.mvc)
			.post("/api/setup", """
					{"token":"%s","email":"a@b.example","name":"A","password":"a-long-password"}"""
				.formatted(this.setup.secret())))
			.hasStatus(409);
	}

	private void user(String id, Role role, String organisation, boolean manager) {
		this.people.person(id, null);
		this.people.grant(id, role, organisation);
		this.jdbc.sql("update user_grant set manager = :manager where user_id = :id")
			.param("manager", manager ? 1 : 0)
			.param("id", id)
			.update();
		this.changes.changed(id);
	}

	private ApiClient as(String user) {
		return ApiClient.as(this.mvc, this.tokens, user);
	}

	private MvcTestResult login(String email, String password) {
		return ApiClient.anonymous(this.mvc)
			.post("/api/auth/login", "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}");
	}

	private MvcTestResult accept(String token, String name, String password) {
		String named = (name != null) ? "\"name\":\"" + name + "\"," : "";
		return ApiClient.anonymous(this.mvc)
			.post("/api/invitations/accept",
					"{\"token\":\"" + token + "\"," + named + "\"password\":\"" + password + "\"}");
	}

	private static String token(MvcTestResult invitation) {
		String link = JsonPath.read(body(invitation), "$.link");
		assertThat(link).startsWith("/invite#");
		return link.substring("/invite#".length());
	}

	private static String body(MvcTestResult result) {
		return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
	}

}
