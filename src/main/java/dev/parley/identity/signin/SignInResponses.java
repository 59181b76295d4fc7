package dev.parley.identity.signin;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

import dev.parley.identity.IdentityProperties;

/** Sends the access token in the body and the refresh token as a cookie. */
@Component
public class SignInResponses {

	private final IdentityProperties properties;

	SignInResponses(IdentityProperties properties) {
		this.properties = properties;
	}

	public ResponseEntity<SignedIn> of(SignedIn signedIn, HttpServletRequest request) {
		String[] cookies = RefreshCookie
			.of(signedIn.user().id(), signedIn.refreshToken(), this.properties.refreshTokenLifetime(), request)
			.stream()
			.map(ResponseCookie::toString)
			.toArray(String[]::new);
		return ResponseEntity.ok().header(HttpHeaders.SET_COOKIE, cookies).body(signedIn);
	}

}
