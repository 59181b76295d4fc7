package dev.parley.engagement;

import java.time.Instant;
import java.util.List;

import org.assertj.core.api.AbstractStringAssert;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import dev.parley.identity.Authenticated;
import dev.parley.identity.Caller;
import dev.parley.identity.CallerAuthentication;
import dev.parley.journal.Journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;

/** Sends requests to the server of a test as a given caller. */
public final class Api {

	private static final List<String> TABLES = List.of("alert", "interaction_request", "interaction_total",
			"read_marker", "message_indexed", "event", "engagement", "user_grant", "app_user");

	private final MockMvcTester mvc;

	private final JdbcClient jdbc;

	private final Journal journal;

	Api(MockMvcTester mvc, JdbcClient jdbc, Journal journal) {
		this.mvc = mvc;
		this.jdbc = jdbc;
		this.journal = journal;
	}

	/** Resets the database to the {@link Example}. */
	public void reset() {
		TABLES.forEach((table) -> this.jdbc.sql("delete from " + table).update());
		this.jdbc.sql("delete from organisation where msp_id is not null").update();
		this.jdbc.sql("delete from organisation").update();
		Example.populate(this.jdbc);
	}

	public Journal journal() {
		return this.journal;
	}

	public MvcTestResult get(@Nullable Caller caller, String uri, Object... variables) {
		return as(caller, this.mvc.get().uri(uri, variables)).exchange();
	}

	/** Sends a JSON body, in which apostrophes stand for quotes. */
	public MvcTestResult send(HttpMethod method, @Nullable Caller caller, String uri, @Nullable String json,
			String... headersAndValues) {
		MockMvcTester.MockMvcRequestBuilder request = as(caller, this.mvc.method(method).uri(uri));
		if (json != null) {
			request = request.contentType(MediaType.APPLICATION_JSON).content(json.replace('\'', '"'));
		}
		for (int i = 0; i < headersAndValues.length; i += 2) {
			request = request.header(headersAndValues[i], headersAndValues[i + 1]);
		}
		return request.exchange();
	}

	public MvcTestResult post(@Nullable Caller caller, String uri, @Nullable String json, String... headersAndValues) {
		return send(HttpMethod.POST, caller, uri, json, headersAndValues);
	}

	/** The value at this path of a JSON response. */
	public static Object at(MvcTestResult result, String path) {
		return assertThat(result).bodyJson().extractingPath(path).actual();
	}

	/** Asserts a problem document with this code that reveals no internals. */
	public static void refused(MvcTestResult result, int status, String code) {
		assertThat(result).hasStatus(status).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(result).bodyJson().extractingPath("$.code").isEqualTo(code);
		AbstractStringAssert<?> body = assertThat(result).bodyText();
		body.doesNotContain("Exception", "dev.parley", "select ", "insert ");
	}

	/** Asserts a problem document about this invalid field. */
	public static void invalid(MvcTestResult result, String field) {
		refused(result, 400, "bad_request");
		assertThat(result).bodyJson().extractingPath("$.errors[0].field").isEqualTo(field);
	}

	public static String etag(MvcTestResult result) {
		return String.valueOf(result.getResponse().getHeader(HttpHeaders.ETAG));
	}

	private static MockMvcTester.MockMvcRequestBuilder as(@Nullable Caller caller,
			MockMvcTester.MockMvcRequestBuilder request) {
		return (caller != null)
				? request.with(
						authentication(new CallerAuthentication(new Authenticated(caller, null, Instant.EPOCH, null))))
				: request;
	}

}
