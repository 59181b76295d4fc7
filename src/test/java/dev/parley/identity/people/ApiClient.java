package dev.parley.identity.people;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import dev.parley.identity.token.TokenService;

/** Calls the API as a user or without authentication. */
final class ApiClient {

	private final MockMvcTester mvc;

	private final @Nullable String bearer;

	private ApiClient(MockMvcTester mvc, @Nullable String bearer) {
		this.mvc = mvc;
		this.bearer = bearer;
	}

	static ApiClient as(MockMvcTester mvc, TokenService tokens, String user) {
		return new ApiClient(mvc, tokens.issue(user, null, Duration.ofMinutes(1)));
	}

	static ApiClient withKey(MockMvcTester mvc, String key) {
		return new ApiClient(mvc, key);
	}

	static ApiClient anonymous(MockMvcTester mvc) {
		return new ApiClient(mvc, null);
	}

	MvcTestResult get(String path) {
		return request(HttpMethod.GET, path, null, null);
	}

	MvcTestResult post(String path, String body) {
		return request(HttpMethod.POST, path, body, null);
	}

	MvcTestResult put(String path, String body) {
		return request(HttpMethod.PUT, path, body, null);
	}

	MvcTestResult patch(String path, String body, @Nullable String ifMatch) {
		return request(HttpMethod.PATCH, path, body, ifMatch);
	}

	MvcTestResult delete(String path) {
		return request(HttpMethod.DELETE, path, null, null);
	}

	private MvcTestResult request(HttpMethod method, String path, @Nullable String body, @Nullable String ifMatch) {
		MockMvcTester.MockMvcRequestBuilder request = this.mvc.method(method).uri(path);
		if (this.bearer != null) {
			request.header("Authorization", "Bearer " + this.bearer);
		}
		if (ifMatch != null) {
			request.header("If-Match", ifMatch);
		}
		if (body != null) {
			request.contentType(MediaType.APPLICATION_JSON).content(body);
		}
		return request.exchange();
	}

}
