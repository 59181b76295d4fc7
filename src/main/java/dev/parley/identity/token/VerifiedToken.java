package dev.parley.identity.token;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The claims of a token whose signature, issuer, audience and times have been verified.
 *
 * @param session the sign-in it belongs to; null for minted tokens and those of external
 * issuers
 */
public record VerifiedToken(String subject, @Nullable String session, Instant issuedAt, Instant expiresAt) {

}
