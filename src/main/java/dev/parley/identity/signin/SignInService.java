package dev.parley.identity.signin;

import org.springframework.stereotype.Service;

import dev.parley.identity.Caller;
import dev.parley.identity.IdentityProperties;
import dev.parley.identity.token.TokenService;
import dev.parley.protocol.RejectedException;

/** Signs people in and issues their access tokens. */
@Service
public class SignInService {

	private final PasswordAuthenticator passwords;

	private final RefreshTokens refreshTokens;

	private final AccountRepository repository;

	private final AccountCache accounts;

	private final TokenService tokens;

	private final IdentityProperties properties;

	SignInService(PasswordAuthenticator passwords, RefreshTokens refreshTokens, AccountRepository repository,
			AccountCache accounts, TokenService tokens, IdentityProperties properties) {
		this.passwords = passwords;
		this.refreshTokens = refreshTokens;
		this.repository = repository;
		this.accounts = accounts;
		this.tokens = tokens;
		this.properties = properties;
	}

	/**
	 * Signs in with a password.
	 * @throws RejectedException with UNAUTHENTICATED, RATE_LIMITED or BUSY
	 */
	SignedIn withPassword(String email, String password, Device device) {
		return open(this.passwords.authenticate(email, password, device), device);
	}

	/** Signs in a user who has already proved their identity, for example by a link. */
	public SignedIn open(String userId, Device device) {
		return signedIn(this.refreshTokens.open(userId, device));
	}

	/**
	 * Continues a sign-in.
	 * @throws RejectedException with UNAUTHENTICATED
	 */
	SignedIn refresh(String refreshToken, Device device) {
		return signedIn(this.refreshTokens.refresh(refreshToken, device));
	}

	/** The caller as a sign-in response shows them. */
	SignedIn.Profile profile(Caller caller) {
		return SignedIn.Profile.of(caller, this.repository.findPerson(caller.id()).map(SignInUser::email).orElse(null));
	}

	private SignedIn signedIn(RefreshTokens.Issued issued) {
		Caller caller = this.accounts.find(issued.userId())
			.filter((account) -> account.admits(issued.session(), issued.since()))
			.map(Account::caller)
			.orElseThrow(RefreshTokens::refused);
		String accessToken = this.tokens.issue(caller.id(), issued.session(), this.properties.accessTokenLifetime());
		return new SignedIn(accessToken, this.properties.accessTokenLifetime().toSeconds(), profile(caller),
				issued.token());
	}

}
