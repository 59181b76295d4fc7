package dev.parley.identity;

import java.util.Optional;

import dev.parley.protocol.RejectedException;

/** Turns a credential into a caller with their current grants. */
public interface Authenticator {

	/**
	 * Checks an access token (our own or of a configured issuer) or an API key.
	 * @throws RejectedException with UNAUTHENTICATED or TOKEN_EXPIRED
	 */
	Authenticated authenticate(String bearer);

	/**
	 * Checks and uses up a ticket. The result expires with the token that the ticket was
	 * requested with.
	 * @throws RejectedException with UNAUTHENTICATED
	 */
	Authenticated redeem(String ticket);

	/**
	 * The caller with current grants; empty if the user was deleted or disabled, or the
	 * credential expired or was revoked.
	 */
	Optional<Caller> refresh(Authenticated authenticated);

}
