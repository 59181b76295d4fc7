package dev.parley.identity.people;

import org.springframework.stereotype.Component;

import dev.parley.identity.Caller;
import dev.parley.identity.Grant;
import dev.parley.identity.OrganisationScope;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;

/** Decides who may give which grant: callers cannot give more than they hold. */
@Component
class GrantRules {

	private final OrganisationService organisations;

	GrantRules(OrganisationService organisations) {
		this.organisations = organisations;
	}

	/** Rejects callers who manage no organisation. */
	void requireManager(Caller caller) {
		if (!OrganisationScope.managesAnything(caller)) {
			throw new RejectedException(ErrorCode.FORBIDDEN, "Only managers and administrators can do this.");
		}
	}

	/**
	 * The organisation, if the caller manages it.
	 * @throws RejectedException with NOT_FOUND if the caller does not see it, FORBIDDEN
	 * if they see it but do not manage it
	 */
	Organisation requireManaged(Caller caller, String organisation) {
		return this.organisations.managed(caller, organisation);
	}

	/** Whether the caller may give, and therefore revoke, this grant. */
	boolean mayGive(Caller caller, Grant grant) {
		String organisation = grant.organisation();
		return caller.isAdmin() || (organisation != null && this.organisations.find(caller, organisation)
			.filter((found) -> OrganisationScope.manages(caller, found.id(), found.msp()))
			.isPresent());
	}

	/** Rejects a grant that the caller may not give or that is invalid. */
	void requireMayGive(Caller caller, Grant grant) {
		String organisation = grant.organisation();
		if (organisation == null) {
			if (!caller.isAdmin()) {
				throw new RejectedException(ErrorCode.FORBIDDEN, "Only administrators can create administrators.");
			}
			return;
		}
		if (requireManaged(caller, organisation).kind().role() != grant.role()) {
			throw RejectedException.invalid("role",
					"This role does not fit the organisation: an MSP has the role MSP, a client the role CLIENT.");
		}
	}

}
