package dev.parley.identity.people;

import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

import dev.parley.identity.Caller;
import dev.parley.identity.Names;
import dev.parley.identity.OrganisationScope;
import dev.parley.protocol.EntityTag;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.Page;
import dev.parley.protocol.PageRequest;
import dev.parley.protocol.RejectedException;
import dev.parley.storage.NewIds;

/**
 * MSPs and their clients. Administrators make and rename them all, managers of an MSP its
 * clients, managers of a client rename it.
 */
@Service
class OrganisationService {

	/** Ids stand in addresses, scripts and metrics. */
	private static final Pattern ID = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?");

	private final OrganisationRepository organisations;

	private final NewIds ids;

	OrganisationService(OrganisationRepository organisations, NewIds ids) {
		this.organisations = organisations;
		this.ids = ids;
	}

	/** What the caller sees: the own organisations, their clients, their MSPs. */
	Page<Organisation> list(Caller caller, @Nullable OrganisationKind kind, PageRequest request) {
		return this.organisations.page(caller, kind, request);
	}

	Optional<Organisation> find(Caller caller, String id) {
		return this.organisations.find(caller, id);
	}

	Organisation read(Caller caller, String id) {
		return find(caller, id).orElseThrow(() -> RejectedException.notFound("organisation"));
	}

	/**
	 * The organisation, if the caller may give grants and keys of it; refused with
	 * NOT_FOUND if they do not see it, FORBIDDEN if they only see it.
	 */
	Organisation managed(Caller caller, String id) {
		Organisation organisation = read(caller, id);
		if (!OrganisationScope.manages(caller, organisation.id(), organisation.msp())) {
			throw new RejectedException(ErrorCode.FORBIDDEN,
					"Only its managers and administrators may do that to this organisation.");
		}
		return organisation;
	}

	/**
	 * Makes an organisation.
	 * @param id administrators may choose it; for others it would tell by a conflict what
	 * exists outside of their scope
	 */
	Organisation create(Caller caller, OrganisationKind kind, @Nullable String id, String name, @Nullable String msp) {
		Organisation organisation = new Organisation(idFor(caller, id), kind, Names.clean("name", name),
				mspFor(caller, kind, msp), 1);
		try {
			this.organisations.insert(organisation);
		}
		catch (DuplicateKeyException ex) {
			throw new RejectedException(ErrorCode.CONFLICT, "There is an organisation with this id; choose another.");
		}
		return organisation;
	}

	Organisation rename(Caller caller, String id, String name, long version) {
		Organisation before = managed(caller, id);
		Organisation after = new Organisation(id, before.kind(), Names.clean("name", name), before.msp(), version + 1);
		if (!this.organisations.rename(id, after.name(), version)) {
			throw EntityTag.mismatch();
		}
		return after;
	}

	private String idFor(Caller caller, @Nullable String id) {
		if (id == null) {
			return this.ids.next();
		}
		if (!caller.isAdmin()) {
			throw new RejectedException(ErrorCode.FORBIDDEN, "Only administrators choose ids; leave the id out.");
		}
		if (!ID.matcher(id).matches()) {
			throw RejectedException.invalid("id",
					"The id must have 1 to 64 small letters, digits and hyphens, no hyphen at either end.");
		}
		return id;
	}

	private @Nullable String mspFor(Caller caller, OrganisationKind kind, @Nullable String msp) {
		if (kind == OrganisationKind.CLIENT) {
			if (msp == null) {
				throw RejectedException.invalid("msp", "A client belongs to an MSP: name its id.");
			}
			return managedMsp(caller, msp);
		}
		if (msp != null) {
			throw RejectedException.invalid("msp", "An MSP belongs to no other MSP: leave it out.");
		}
		if (!caller.isAdmin()) {
			throw new RejectedException(ErrorCode.FORBIDDEN, "Only administrators make MSPs.");
		}
		return null;
	}

	private String managedMsp(Caller caller, String id) {
		if (managed(caller, id).kind() != OrganisationKind.MSP) {
			throw RejectedException.invalid("msp", "This organisation is a client; a client belongs to an MSP.");
		}
		return id;
	}

}
