package dev.parley.identity.people;

import dev.parley.identity.Role;

/** What an organisation is. */
public enum OrganisationKind {

	/** A managed service provider. */
	MSP,
	/** A client of one MSP. */
	CLIENT;

	/** The role that a grant of such an organisation gives. */
	public Role role() {
		return (this == MSP) ? Role.MSP : Role.CLIENT;
	}

}
