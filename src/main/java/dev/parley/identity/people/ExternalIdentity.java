package dev.parley.identity.people;

import java.util.Objects;

/**
 * Whom a user is at a configured external issuer. What a request leaves out is empty, and
 * refused as that.
 *
 * @param issuer the {@code iss} of its tokens, to the letter
 * @param subject the {@code sub} of the user's tokens, to the letter
 */
record ExternalIdentity(String issuer, String subject) {

	ExternalIdentity {
		issuer = Objects.requireNonNullElse(issuer, "");
		subject = Objects.requireNonNullElse(subject, "");
	}

}
