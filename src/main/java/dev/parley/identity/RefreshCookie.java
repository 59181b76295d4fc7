package dev.parley.identity;

import java.time.Duration;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/** Where a browser keeps its refresh token: out of reach of scripts and other sites. */
final class RefreshCookie {

	static final String NAME = "parley_refresh";

	private static final String PATH = "/api/auth";

	private RefreshCookie() {
	}

	static ResponseCookie of(String token, Duration lifetime, HttpServletRequest request) {
		return ResponseCookie.from(NAME, token)
			.httpOnly(true)
			.secure(request.isSecure())
			.sameSite("Strict")
			.path(PATH)
			.maxAge(lifetime)
			.build();
	}

	/** Removes it. */
	static ResponseCookie none(HttpServletRequest request) {
		return of("", Duration.ZERO, request);
	}

	static @Nullable String in(HttpServletRequest request) {
		Cookie cookie = WebUtils.getCookie(request, NAME);
		return (cookie != null) ? cookie.getValue() : null;
	}

}
