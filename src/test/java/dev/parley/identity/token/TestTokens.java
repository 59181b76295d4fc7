package dev.parley.identity.token;

import java.time.Duration;

/** Tokens for tests of other packages that are not about signing in. */
public final class TestTokens {

	private final TokenService tokens;

	public TestTokens(TokenService tokens) {
		this.tokens = tokens;
	}

	/** An access token of the user that ends after so long. */
	public String issue(String user, Duration lifetime) {
		return this.tokens.issue(user, null, lifetime);
	}

}
