package dev.parley.identity.signin;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * Keeps refresh tokens in cookies that scripts and other sites cannot read. Each user has
 * a cookie, so that two users can be signed in in two tabs; one more cookie holds the
 * token of the user who signed in last. The request parameter {@code user} selects the
 * cookie; without it, the last user's is used.
 */
final class RefreshCookie {

	static final String NAME = "parley_refresh";

	private static final String PATH = "/api/auth";

	private static final String USER = "user";

	private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

	private RefreshCookie() {
	}

	/** The cookies that store the token of a user. */
	static List<ResponseCookie> of(String user, String token, Duration lifetime, HttpServletRequest request) {
		return names(user, request).map((name) -> cookie(name, token, lifetime, request)).toList();
	}

	/** The cookies that delete the token that the request selects. */
	static List<ResponseCookie> none(HttpServletRequest request) {
		String user = request.getParameter(USER);
		return names((user != null && ID.matcher(user).matches()) ? user : null, request)
			.map((name) -> cookie(name, "", Duration.ZERO, request))
			.toList();
	}

	/** The token that the request selects. */
	static @Nullable String in(HttpServletRequest request) {
		String user = request.getParameter(USER);
		return value((user != null) ? NAME + "_" + user : NAME, request);
	}

	/** Leaves out the last user's cookie if the request selects another user. */
	private static Stream<String> names(@Nullable String user, HttpServletRequest request) {
		String last = value(NAME, request);
		boolean another = request.getParameter(USER) != null && last != null && !last.equals(in(request));
		Stream<String> lasting = another ? Stream.empty() : Stream.of(NAME);
		return (user != null) ? Stream.concat(lasting, Stream.of(NAME + "_" + user)) : lasting;
	}

	private static @Nullable String value(String name, HttpServletRequest request) {
		Cookie cookie = WebUtils.getCookie(request, name);
		return (cookie != null) ? cookie.getValue() : null;
	}

	private static ResponseCookie cookie(String name, String token, Duration lifetime, HttpServletRequest request) {
		return ResponseCookie.from(name, token)
			.httpOnly(true)
			.secure(request.isSecure())
			.sameSite("Strict")
			.path(PATH)
			.maxAge(lifetime)
			.build();
	}

}
