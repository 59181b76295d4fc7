package dev.parley.identity;

import java.util.Optional;

import dev.parley.protocol.RejectedException;

/** Turns a credential into a caller with the grants held at this moment. */
public interface Authenticator {

	/**
	 * Checks an access token (ours or of a configured issuer) or an API key.
	 * @throws RejectedException with UNAUTHENTICATED or TOKEN_EXPIRED
	 */
	Authenticated authenticate(String bearer);

	/**
	 * Checks and uses up a ticket; what it opens ends when the token ends with which the
	 * ticket was fetched.
	 * @throws RejectedException with UNAUTHENTICATED
	 */
	Authenticated redeem(String ticket);

	/**
	 * The caller with current grants, or nothing when the user is gone, disabled or the
	 * sign-in was withdrawn.
	 */
	Optional<Caller> refresh(Authenticated authenticated);

}
