package dev.parley.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One role of a user.
 *
 * @param organisation the MSP or client it is for; null only for {@link Role#ADMIN}
 * @param manager whether the user also manages the organisation's people and, for an MSP,
 * its clients
 */
public record Grant(Role role, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String organisation,
		@JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean manager) {

	public Grant {
		if ((role == Role.ADMIN) != (organisation == null)) {
			throw new IllegalArgumentException(
					"A grant of role " + role + " cannot have the organisation " + organisation);
		}
	}

}
