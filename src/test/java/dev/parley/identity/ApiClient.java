package dev.parley.identity;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import dev.parley.identity.token.TokenService;

/** Asks the API as one user, or as nobody. */
public final class ApiClient {

	private final MockMvcTester mvc;

	private final @Nullable String bearer;

	private ApiClient(MockMvcTester mvc, @Nullable String bearer) {
		this.mvc = mvc;
		this.bearer = bearer;
	}

	public static ApiClient as(MockMvcTester mvc, TokenService tokens, String user) {
		return new ApiClient(mvc, tokens.issue(user, null, Duration.ofMinutes(1)));
	}

	public static ApiClient withKey(MockMvcTester mvc, String key) {
		return new ApiClient(mvc, key);
	}

	public static ApiClient anonymous(MockMvcTester mvc) {
		return new ApiClient(mvc, null);
	}

	public MvcTestResult get(String path) {
		return request(HttpMethod.GET, path, null, null);
	}

	public MvcTestResult post(String path, String body) {
		return request(HttpMethod.POST, path, body, null);
	}

	public MvcTestResult put(String path, String body) {
		return request(HttpMethod.PUT, path, body, null);
	}

	public MvcTestResult patch(String path, String body, @Nullable String ifMatch) {
		return request(HttpMethod.PATCH, path, body, ifMatch);
	}

	public MvcTestResult delete(String path) {
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
