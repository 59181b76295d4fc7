package dev.parley.identity.people;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import dev.parley.identity.Grant;

/**
 * A person, as shown to their managers and to themselves.
 *
 * @param email null for a person known only by an external issuer
 * @param disabled whether they can no longer sign in
 * @param grants those that the reader manages; all of them for the reader themselves
 * @param external visible to administrators only; null if the person is not bound to an
 * external issuer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record User(String id, String name, @Nullable String email, boolean disabled, List<Grant> grants,
		@Nullable ExternalIdentity external, long version) {

	User {
		grants = List.copyOf(grants);
	}

}
