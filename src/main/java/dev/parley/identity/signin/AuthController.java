package dev.parley.identity.signin;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.parley.identity.Caller;
import dev.parley.identity.CallerAuthentication;
import dev.parley.identity.IdentityProperties;

/** Signing in and out. */
@RestController
@RequestMapping("/api/auth")
class AuthController {

	private final SignInService signIn;

	private final PasswordAuthenticator passwords;

	private final SignInResponses responses;

	private final Sessions sessions;

	private final Tickets tickets;

	private final IdentityProperties properties;

	AuthController(SignInService signIn, PasswordAuthenticator passwords, SignInResponses responses, Sessions sessions,
			Tickets tickets, IdentityProperties properties) {
		this.signIn = signIn;
		this.passwords = passwords;
		this.responses = responses;
		this.sessions = sessions;
		this.tickets = tickets;
		this.properties = properties;
	}

	@PostMapping("/login")
	ResponseEntity<SignedIn> login(@Valid @RequestBody Login login, HttpServletRequest request) {
		return this.responses.of(this.signIn.withPassword(login.email(), login.password(), Device.of(request)),
				request);
	}

	/** Browsers send the token in a cookie; other clients may send it in the body. */
	@PostMapping("/refresh")
	ResponseEntity<SignedIn> refresh(@Valid @RequestBody(required = false) @Nullable Refresh refresh,
			HttpServletRequest request) {
		String token = token(refresh, request);
		if (token == null) {
			throw RefreshTokens.refused();
		}
		return this.responses.of(this.signIn.refresh(token, Device.of(request)), request);
	}

	/** Ends the sign-ins that the refresh token and the access token belong to. */
	@PostMapping("/logout")
	ResponseEntity<Void> logout(@Valid @RequestBody(required = false) @Nullable Refresh refresh,
			@Nullable CallerAuthentication caller, HttpServletRequest request) {
		String token = token(refresh, request);
		if (token != null) {
			this.sessions.endByToken(token);
		}
		if (caller != null && caller.authenticated().session() != null) {
			this.sessions.end(caller.getName(), caller.authenticated().session());
		}
		return withoutCookie(request);
	}

	@PostMapping("/logout-everywhere")
	ResponseEntity<Void> logoutEverywhere(CallerAuthentication caller, HttpServletRequest request) {
		this.sessions.endAll(caller.personId());
		return withoutCookie(request);
	}

	@GetMapping("/me")
	SignedIn.Profile me(@AuthenticationPrincipal Caller caller) {
		return this.signIn.profile(caller);
	}

	@PostMapping("/ticket")
	Ticket ticket(CallerAuthentication caller) {
		return new Ticket(this.tickets.issue(caller.authenticated()), this.properties.ticketLifetime().toSeconds());
	}

	@PutMapping("/password")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void changePassword(@Valid @RequestBody PasswordChange change, CallerAuthentication caller,
			HttpServletRequest request) {
		this.passwords.change(caller.personId(), caller.authenticated().session(), change.current(), change.chosen(),
				Device.of(request));
	}

	private static @Nullable String token(@Nullable Refresh refresh, HttpServletRequest request) {
		return (refresh != null && refresh.refreshToken() != null) ? refresh.refreshToken() : RefreshCookie.in(request);
	}

	private static ResponseEntity<Void> withoutCookie(HttpServletRequest request) {
		String[] cookies = RefreshCookie.none(request).stream().map(ResponseCookie::toString).toArray(String[]::new);
		return ResponseEntity.noContent().header(HttpHeaders.SET_COOKIE, cookies).build();
	}

	/** An email address and a password. */
	record Login(@NotBlank @Size(max = 254) String email, @NotBlank @Size(max = Passwords.MAX_LENGTH) String password) {

		/** Without the password. */
		@Override
		public String toString() {
			return "Login[]";
		}

	}

	/** A refresh token from a client without cookies. */
	record Refresh(@Size(max = 200) @Nullable String refreshToken) {

		/** Without the token. */
		@Override
		public String toString() {
			return "Refresh[]";
		}

	}

	/** {@link Passwords} validates the new password. */
	record PasswordChange(@NotNull @Size(max = Passwords.MAX_LENGTH) String current,
			@JsonProperty("new") @Nullable String chosen) {

		/** Without the passwords. */
		@Override
		public String toString() {
			return "PasswordChange[]";
		}

	}

	/** A ticket and its lifetime in seconds. */
	record Ticket(String ticket, long expiresIn) {

	}

}
