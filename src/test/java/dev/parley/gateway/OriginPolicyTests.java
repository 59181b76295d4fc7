package dev.parley.gateway;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class OriginPolicyTests {

	@Test
	void aClientWithoutAnOriginPasses() {
		passes(policy(), null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://chat.example.com:8080", "HTTP://Chat.Example.COM:8080" })
	void theServersOwnOriginPasses(String origin) {
		passes(policy(), origin);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://chat.example.com:8080", "http://chat.example.com", "http://chat.example.com:80",
			"http://chat.example.com:8080.evil.example", "http://chat.example.com:8080/", "http://evil.example:8080",
			"http://xchat.example.com:8080", "http://chat.example.com@evil.example:8080", "null", "", "*",
			"chat.example.com:8080" })
	void everyOtherOriginIsRefused(String origin) {
		refuses(policy(), origin);
	}

	@Test
	void defaultPortsAreOmitted() {
		MockHttpServletRequest request = request("https://chat.example.com");
		request.setScheme("https");
		request.setServerPort(443);
		assertThatNoException().isThrownBy(() -> policy().check(request));
	}

	@Test
	void onlyConfiguredOriginsMayConnect() {
		OriginPolicy policy = policy("https://Portal.example.com");
		passes(policy, "https://portal.example.com");
		refuses(policy, "http://chat.example.com:8080");
		refuses(policy, "https://portal.example.com.evil.example");
	}

	private static void passes(OriginPolicy policy, String origin) {
		assertThatNoException().isThrownBy(() -> policy.check(request(origin)));
	}

	private static void refuses(OriginPolicy policy, String origin) {
		assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> policy.check(request(origin)))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.FORBIDDEN));
	}

	private static OriginPolicy policy(String... allowed) {
		return new OriginPolicy(new GatewayProperties(List.of(allowed), true, 10));
	}

	private static MockHttpServletRequest request(String origin) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/ws/engagement");
		request.setServerName("chat.example.com");
		request.setServerPort(8080);
		if (origin != null) {
			request.addHeader("Origin", origin);
		}
		return request;
	}

}
