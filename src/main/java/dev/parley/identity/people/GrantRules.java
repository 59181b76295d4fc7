package dev.parley.identity.people;

import org.springframework.stereotype.Component;

import dev.parley.identity.Caller;
import dev.parley.identity.Grant;
import dev.parley.identity.OrganisationScope;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;

/** Who may give which grant: nobody more than they hold. */
@Component
class GrantRules {

	private final OrganisationService organisations;

	GrantRules(OrganisationService organisations) {
		this.organisations = organisations;
	}

	/** Refuses whoever manages nothing. */
	void requireManager(Caller caller) {
		if (!OrganisationScope.managesAnything(caller)) {
			throw new RejectedException(ErrorCode.FORBIDDEN, "Only managers and administrators do that.");
		}
	}

	/** Refused with NOT_FOUND if not seen, with FORBIDDEN if only seen. */
	Organisation requireManaged(Caller caller, String organisation) {
		return this.organisations.managed(caller, organisation);
	}

	/** Whether the caller could give, and so may also withdraw, this grant. */
	boolean mayGive(Caller caller, Grant grant) {
		String organisation = grant.organisation();
		return caller.isAdmin() || (organisation != null && this.organisations.find(caller, organisation)
			.filter((found) -> OrganisationScope.manages(caller, found.id(), found.msp()))
			.isPresent());
	}

	/** Refuses a grant that the caller may not give, or that makes no sense. */
	void requireMayGive(Caller caller, Grant grant) {
		String organisation = grant.organisation();
		if (organisation == null) {
			if (!caller.isAdmin()) {
				throw new RejectedException(ErrorCode.FORBIDDEN, "Only administrators make administrators.");
			}
			return;
		}
		if (requireManaged(caller, organisation).kind().role() != grant.role()) {
			throw RejectedException.invalid("role",
					"An MSP gives the role MSP, a client the role CLIENT; this organisation is of the other kind.");
		}
	}

}
