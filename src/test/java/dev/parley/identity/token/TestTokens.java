package dev.parley.identity.token;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Token services for tests of other packages. */
public final class TestTokens {

	private TestTokens() {
	}

	/** With a new key and the default issuer and audience. */
	public static TokenService service(Clock clock) {
		SigningKey key = JwkFormat.generate("HS256", new SecureRandom());
		return new TokenService(TokenKeys.of(List.of(key), clock), "parley", "parley", clock);
	}

	/** Accepts no external tokens, since no issuer is configured. */
	public static ExternalTokens noIssuers(Clock clock) {
		return new ExternalTokens(List.of(), new IssuerKeys(clock), (issuer, subject) -> Optional.empty(), clock);
	}

}
