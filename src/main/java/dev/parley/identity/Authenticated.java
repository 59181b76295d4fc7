package dev.parley.identity;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of checking a credential.
 *
 * @param session the sign-in the token belongs to; null for API keys and minted tokens
 * @param expiresAt when the credential ends; null for one that does not
 */
public record Authenticated(Caller caller, @Nullable String session, Instant issuedAt, @Nullable Instant expiresAt) {

}
