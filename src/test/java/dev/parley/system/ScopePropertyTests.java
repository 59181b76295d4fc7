package dev.parley.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.ConfigurableWebApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import dev.parley.Parley;
import dev.parley.identity.Authenticated;
import dev.parley.identity.Caller;
import dev.parley.identity.CallerAuthentication;
import dev.parley.support.Cases;
import dev.parley.system.RandomWorld.Engagement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

/**
 * No caller receives, reads or learns of anything outside their grants, for random
 * organisations, users and grants. Tests every path that the server has, so a new one is
 * covered at once.
 */
class ScopePropertyTests {

	private static final AtomicInteger WORLDS = new AtomicInteger();

	private static Path data;

	private static ConfigurableWebApplicationContext server;

	private static MockMvcTester mvc;

	@BeforeAll
	static void start() throws IOException {
		data = Files.createTempDirectory("parley-scope");
		server = (ConfigurableWebApplicationContext) SpringApplication.run(Parley.class, "--server.port=0",
				"--parley.data=" + data);
		mvc = MockMvcTester.from(server, (builder) -> builder.apply(springSecurity()).build());
	}

	@AfterAll
	static void stop() throws IOException {
		server.close();
		FileSystemUtils.deleteRecursively(data);
	}

	@Test
	void noAnswerContainsAnythingOutsideTheCallersScope() {
		Cases.forAll(4, ScopePropertyTests::world, (world) -> {
			List<String> questions = questions(world);
			for (Caller caller : world.users) {
				Set<String> hidden = world.hiddenFrom(caller);
				for (String question : questions) {
					MvcTestResult answer = ask(caller, HttpMethod.GET, question, null);
					assertThat(answer.getResponse().getStatus()).as(question).isLessThan(500);
					assertThat(hidden.stream().filter(body(answer)::contains)).as("%s asks %s", caller, question)
						.isEmpty();
				}
			}
		});
	}

	@Test
	void everyCallerSeesEverythingInScope() {
		Cases.forAll(4, ScopePropertyTests::world, (world) -> {
			for (Caller caller : world.users) {
				assertThat(ids(caller, "/api/engagements?limit=200"))
					.containsExactlyInAnyOrderElementsOf(world.engagements.stream()
						.filter((engagement) -> world.seesEngagement(caller, engagement))
						.map(Engagement::id)
						.toList());
				assertThat(
						ids(caller, "/api/organisations?limit=200").stream().filter(world.organisations::containsKey))
					.containsExactlyInAnyOrderElementsOf(world.organisations.keySet()
						.stream()
						.filter((organisation) -> world.seesOrganisation(caller, organisation))
						.toList());
			}
		});
	}

	@Test
	void nothingOutOfScopeCanBeChanged() {
		Cases.forAll(4, ScopePropertyTests::world, (world) -> {
			for (Caller caller : world.users) {
				world.engagements.stream()
					.filter((engagement) -> !world.seesEngagement(caller, engagement))
					.flatMap(ScopePropertyTests::changes)
					.forEach((change) -> assertNotFound(caller, change));
				world.organisations.keySet()
					.stream()
					.filter((organisation) -> !world.seesOrganisation(caller, organisation))
					.map((organisation) -> new Change(HttpMethod.PATCH, "/api/organisations/" + organisation,
							"{\"name\":\"Mine\"}"))
					.forEach((change) -> assertNotFound(caller, change));
				world.users.stream()
					.filter((user) -> !world.managesUser(caller, user))
					.flatMap(ScopePropertyTests::changesOfUser)
					.forEach((change) -> assertNotFound(caller, change));
			}
		});
	}

	private static RandomWorld world(RandomGenerator random) {
		return new RandomWorld("w" + WORLDS.incrementAndGet(), random, server);
	}

	/**
	 * Every GET of the API, for everything that exists.
	 */
	private static List<String> questions(RandomWorld world) {
		List<String> ids = new ArrayList<>(world.organisations.keySet());
		world.users.forEach((user) -> ids.add(user.id()));
		world.engagements.forEach((engagement) -> ids.addAll(List.of(engagement.id(), engagement.alert())));
		List<String> questions = new ArrayList<>();
		for (String path : paths()) {
			if (path.contains("{")) {
				ids.forEach((id) -> questions.add(path.replaceAll("\\{.*?}", id)));
				continue;
			}
			questions.add(path);
			questions.add(path + "?q=hello&query=e&limit=200");
			ids.forEach((id) -> questions
				.add(path + "?q=hello&organisation=" + id + "&client=" + id + "&engagement=" + id));
		}
		return questions;
	}

	private static List<String> paths() {
		List<String> paths = server.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
			.getHandlerMethods()
			.keySet()
			.stream()
			.filter((mapping) -> mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET))
			.flatMap((mapping) -> mapping.getPatternValues().stream())
			.filter((path) -> path.startsWith("/api/") || path.startsWith("/ws/"))
			.filter((path) -> !path.startsWith("/api/docs") && !path.startsWith("/api/openapi"))
			.distinct()
			.toList();
		assertThat(paths).contains("/api/engagements", "/api/engagements/{id}", "/api/alerts", "/api/search",
				"/api/people", "/api/users", "/api/organisations", "/api/api-keys", "/api/invitations", "/ws/stats");
		return paths;
	}

	private static Stream<Change> changes(Engagement engagement) {
		String path = "/api/engagements/" + engagement.id();
		String alert = "/api/alerts/" + engagement.alert();
		return Stream.of(new Change(HttpMethod.PATCH, path, "{\"title\":\"Mine\"}"),
				new Change(HttpMethod.POST, path + "/messages", "{\"text\":\"hello\"}"),
				new Change(HttpMethod.PATCH, path + "/messages/2", "{\"text\":\"hello\"}"),
				new Change(HttpMethod.DELETE, path + "/messages/2", null),
				new Change(HttpMethod.PUT, path + "/read", "{\"seq\":1}"),
				new Change(HttpMethod.POST, path + "/interactions", "{\"kind\":\"call\"}"),
				new Change(HttpMethod.POST, path + "/alerts", "{\"severity\":\"info\",\"title\":\"hello\"}"),
				new Change(HttpMethod.POST, alert + "/acknowledge", "{}"),
				new Change(HttpMethod.POST, alert + "/resolve", "{}"));
	}

	private static Stream<Change> changesOfUser(Caller user) {
		String path = "/api/users/" + user.id();
		return Stream.of(new Change(HttpMethod.PATCH, path, "{\"name\":\"Mine\"}"),
				new Change(HttpMethod.PUT, path + "/grants", "{\"grants\":[]}"),
				new Change(HttpMethod.POST, path + "/logout-everywhere", null));
	}

	private static void assertNotFound(Caller caller, Change change) {
		MvcTestResult answer = ask(caller, change.method(), change.path(), change.body());
		assertThat(answer.getResponse().getStatus()).as("%s tries %s: %s", caller, change, body(answer)).isEqualTo(404);
	}

	private static List<String> ids(Caller caller, String path) {
		MvcTestResult answer = ask(caller, HttpMethod.GET, path, null);
		List<Map<String, Object>> items = JsonPath.read(body(answer), "$.items");
		return items.stream().map((item) -> (String) item.get("id")).toList();
	}

	private static MvcTestResult ask(Caller caller, HttpMethod method, String path, String body) {
		Authenticated authenticated = new Authenticated(caller, null, Instant.now(), null);
		MockMvcTester.MockMvcRequestBuilder request = mvc.method(method)
			.uri(path)
			.header("If-Match", "\"1\"")
			.with(authentication(new CallerAuthentication(authenticated)));
		if (body != null) {
			request.contentType(MediaType.APPLICATION_JSON).content(body);
		}
		return request.exchange();
	}

	private static String body(MvcTestResult answer) {
		return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
	}

	private record Change(HttpMethod method, String path, String body) {
	}

}
