package dev.parley.identity.people;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import dev.parley.identity.Grant;
import dev.parley.identity.Role;

/**
 * An offer of one grant to a person with this email address.
 *
 * @param name the name that the inviter suggests; null for none
 * @param organisation null only for {@link Role#ADMIN}
 * @param invitedBy the user who created it, who may be out of the reader's scope
 * @param link opens the page that accepts it; only in the response that creates it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Invitation(String id, String email, @Nullable String name, Role role, @Nullable String organisation,
		@JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean manager, @JsonIgnore String invitedBy, Instant createdAt,
		Instant expiresAt, @Nullable String link) {

	Grant grant() {
		return new Grant(this.role, this.organisation, this.manager);
	}

	/** Without the link. */
	@Override
	public String toString() {
		return "Invitation[id=" + this.id + "]";
	}

}
