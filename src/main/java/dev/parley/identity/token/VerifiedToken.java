package dev.parley.identity.token;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a token says whose signature, issuer, audience and times were right.
 *
 * @param session the sign-in it belongs to; null for minted ones and those of others
 */
public record VerifiedToken(String subject, @Nullable String session, Instant issuedAt, Instant expiresAt) {

}
