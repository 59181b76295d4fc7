package dev.parley.identity.people;

import java.util.Objects;

/**
 * The identity of a user at a configured external issuer. A missing value becomes an
 * empty string, which validation rejects.
 *
 * @param issuer the exact {@code iss} of its tokens
 * @param subject the exact {@code sub} of the user's tokens
 */
record ExternalIdentity(String issuer, String subject) {

	ExternalIdentity {
		issuer = Objects.requireNonNullElse(issuer, "");
		subject = Objects.requireNonNullElse(subject, "");
	}

}
