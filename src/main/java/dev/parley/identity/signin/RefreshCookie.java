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
 * Where a browser keeps its refresh tokens: out of reach of scripts and other sites. Each
 * user has a cookie, so that two may be signed in in two tabs, and one more holds the
 * token of whoever signed in last. A request names the user it is about by the parameter
 * {@code user}; one that names nobody is about the last.
 */
public final class RefreshCookie {

	public static final String NAME = "parley_refresh";

	private static final String PATH = "/api/auth";

	private static final String USER = "user";

	private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

	private RefreshCookie() {
	}

	/** Keeps the token of a user. */
	static List<ResponseCookie> of(String user, String token, Duration lifetime, HttpServletRequest request) {
		return names(user, request).map((name) -> cookie(name, token, lifetime, request)).toList();
	}

	/** Removes what the request is about. */
	static List<ResponseCookie> none(HttpServletRequest request) {
		String user = request.getParameter(USER);
		return names((user != null && ID.matcher(user).matches()) ? user : null, request)
			.map((name) -> cookie(name, "", Duration.ZERO, request))
			.toList();
	}

	/** The token of the user whom the request is about. */
	static @Nullable String in(HttpServletRequest request) {
		String user = request.getParameter(USER);
		return value((user != null) ? NAME + "_" + user : NAME, request);
	}

	/** Without that of the last one, if the request is about another. */
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
