package dev.parley.identity.signin;

import org.jspecify.annotations.Nullable;

/**
 * A user with their password hash.
 *
 * @param passwordHash null for a user who signs in through an external issuer
 */
public record SignInUser(String id, @Nullable String email, @Nullable String passwordHash, boolean disabled) {

	/** Without the hash. */
	@Override
	public String toString() {
		return "SignInUser[id=" + this.id + "]";
	}

}
