package dev.parley.identity.signin;

import java.util.Comparator;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

import dev.parley.identity.Caller;
import dev.parley.identity.Grant;

/**
 * The response to a sign-in.
 *
 * @param expiresIn seconds until the access token expires
 * @param refreshToken sent in the cookie, never in the body
 */
public record SignedIn(String accessToken, long expiresIn, Profile user, @JsonIgnore String refreshToken) {

	/** Without the tokens. */
	@Override
	public String toString() {
		return "SignedIn[user=" + this.user.id() + "]";
	}

	/**
	 * The user who signed in.
	 *
	 * @param email null for machines
	 */
	record Profile(String id, String name, @Nullable String email, List<Grant> grants) {

		static Profile of(Caller caller, @Nullable String email) {
			List<Grant> sorted = caller.grants()
				.stream()
				.sorted(Comparator.comparing(Grant::role)
					.thenComparing(Grant::organisation, Comparator.nullsFirst(Comparator.naturalOrder())))
				.toList();
			return new Profile(caller.id(), caller.name(), email, sorted);
		}

	}

}
