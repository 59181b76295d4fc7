package dev.parley.identity;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A credential that has been checked.
 *
 * @param session the sign-in that the token belongs to; null for API keys and minted
 * tokens
 * @param expiresAt when the credential expires; null if it does not
 */
public record Authenticated(Caller caller, @Nullable String session, Instant issuedAt, @Nullable Instant expiresAt) {

}
