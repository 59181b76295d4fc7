package dev.parley.identity.signin;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

import dev.parley.identity.IdentityProperties;

/** Answers a sign-in: the access token in the body, the refresh token as a cookie. */
@Component
public class SignInAnswers {

	private final IdentityProperties properties;

	SignInAnswers(IdentityProperties properties) {
		this.properties = properties;
	}

	public ResponseEntity<SignedIn> answer(SignedIn signedIn, HttpServletRequest request) {
		String[] cookies = RefreshCookie
			.of(signedIn.user().id(), signedIn.refreshToken(), this.properties.refreshTokenLifetime(), request)
			.stream()
			.map(ResponseCookie::toString)
			.toArray(String[]::new);
		return ResponseEntity.ok().header(HttpHeaders.SET_COOKIE, cookies).body(signedIn);
	}

}
