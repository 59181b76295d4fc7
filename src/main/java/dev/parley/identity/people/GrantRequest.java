package dev.parley.identity.people;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import dev.parley.identity.Grant;
import dev.parley.identity.Role;
import dev.parley.protocol.RejectedException;

/** A grant in a request, not yet validated. */
record GrantRequest(@NotNull Role role, @Nullable String organisation, @Nullable Boolean manager) {

	/**
	 * The validated grant.
	 * @throws RejectedException if the role and the organisation do not match
	 */
	Grant grant() {
		if (this.role == Role.ADMIN && (this.organisation != null || Boolean.TRUE.equals(this.manager))) {
			throw RejectedException.invalid("organisation",
					"The role ADMIN covers the whole installation. Leave out organisation and manager.");
		}
		if (this.role != Role.ADMIN && this.organisation == null) {
			throw RejectedException.invalid("organisation", "The role needs an organisation.");
		}
		return new Grant(this.role, this.organisation, Boolean.TRUE.equals(this.manager));
	}

}
