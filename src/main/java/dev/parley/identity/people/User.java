package dev.parley.identity.people;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import dev.parley.identity.Grant;

/**
 * A person, as those who manage them see them.
 *
 * @param email null for a person known by an external issuer alone
 * @param disabled whether they can no longer sign in
 * @param grants those that the reader manages; of oneself, all
 * @param external for administrators to see; null for a person bound to no external
 * issuer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record User(String id, String name, @Nullable String email, boolean disabled, List<Grant> grants,
		@Nullable ExternalIdentity external, long version) {

	User {
		grants = List.copyOf(grants);
	}

}
