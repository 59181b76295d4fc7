package dev.parley.identity.people;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import dev.parley.identity.Grant;
import dev.parley.identity.Role;
import dev.parley.protocol.RejectedException;

/** A grant as a request spells it, before it is known to make sense. */
record GrantRequest(@NotNull Role role, @Nullable String organisation, @Nullable Boolean manager) {

	/**
	 * The grant.
	 * @throws RejectedException where the role and the organisation do not go together
	 */
	Grant grant() {
		if (this.role == Role.ADMIN && (this.organisation != null || Boolean.TRUE.equals(this.manager))) {
			throw RejectedException.invalid("organisation",
					"An administrator is one of the whole installation: leave organisation and manager out.");
		}
		if (this.role != Role.ADMIN && this.organisation == null) {
			throw RejectedException.invalid("organisation", "Name the organisation that the role is for.");
		}
		return new Grant(this.role, this.organisation, Boolean.TRUE.equals(this.manager));
	}

}
