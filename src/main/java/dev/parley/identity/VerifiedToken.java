package dev.parley.identity;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a token says whose signature, issuer, audience and times were right.
 *
 * @param session the sign-in it belongs to; null for minted ones and those of others
 */
record VerifiedToken(String subject, @Nullable String session, Instant issuedAt, Instant expiresAt) {

}
