package dev.parley.identity.people;

import dev.parley.identity.Role;

/** The kind of an organisation. */
public enum OrganisationKind {

	/** A managed service provider. */
	MSP,
	/** A client of one MSP. */
	CLIENT;

	/** The role of a grant for such an organisation. */
	public Role role() {
		return (this == MSP) ? Role.MSP : Role.CLIENT;
	}

}
