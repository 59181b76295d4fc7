package dev.parley.identity.people;

import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

import dev.parley.identity.Caller;
import dev.parley.identity.NameRules;
import dev.parley.identity.OrganisationScope;
import dev.parley.protocol.EntityTag;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.Page;
import dev.parley.protocol.PageRequest;
import dev.parley.protocol.RejectedException;
import dev.parley.storage.NewIds;

/**
 * Creates and renames MSPs and clients. Administrators can create and rename all of them;
 * managers of an MSP its clients; managers of a client can rename it.
 */
@Service
class OrganisationService {

	/** Ids appear in URLs, scripts and metrics. */
	private static final Pattern ID = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?");

	private final OrganisationRepository organisations;

	private final NewIds ids;

	OrganisationService(OrganisationRepository organisations, NewIds ids) {
		this.organisations = organisations;
		this.ids = ids;
	}

	/**
	 * The organisations that the caller sees: their own, the clients of their MSPs and
	 * the MSPs of their clients.
	 */
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
	 * The organisation, if the caller manages it.
	 * @throws RejectedException with NOT_FOUND if the caller does not see it, FORBIDDEN
	 * if they see it but do not manage it
	 */
	Organisation managed(Caller caller, String id) {
		Organisation organisation = read(caller, id);
		if (!OrganisationScope.manages(caller, organisation.id(), organisation.msp())) {
			throw new RejectedException(ErrorCode.FORBIDDEN,
					"Only managers of this organisation and administrators can do this.");
		}
		return organisation;
	}

	/**
	 * Creates an organisation.
	 * @param id chosen by administrators only; for others a conflict would reveal
	 * organisations outside their scope
	 */
	Organisation create(Caller caller, OrganisationKind kind, @Nullable String id, String name, @Nullable String msp) {
		Organisation organisation = new Organisation(idFor(caller, id), kind, NameRules.clean("name", name),
				mspFor(caller, kind, msp), 1);
		try {
			this.organisations.insert(organisation);
		}
		catch (DuplicateKeyException ex) {
			throw new RejectedException(ErrorCode.CONFLICT,
					"An organisation with this id already exists. Choose another id.");
		}
		return organisation;
	}

	Organisation rename(Caller caller, String id, String name, long version) {
		Organisation before = managed(caller, id);
		Organisation after = new Organisation(id, before.kind(), NameRules.clean("name", name), before.msp(),
				version + 1);
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
			throw new RejectedException(ErrorCode.FORBIDDEN, "Only administrators can choose ids. Leave out the id.");
		}
		if (!ID.matcher(id).matches()) {
			throw RejectedException.invalid("id",
					"The id must have 1 to 64 lower-case letters, digits and hyphens, with no hyphen at either end.");
		}
		return id;
	}

	private @Nullable String mspFor(Caller caller, OrganisationKind kind, @Nullable String msp) {
		if (kind == OrganisationKind.CLIENT) {
			if (msp == null) {
				throw RejectedException.invalid("msp", "A client needs the id of its MSP.");
			}
			return managedMsp(caller, msp);
		}
		if (msp != null) {
			throw RejectedException.invalid("msp", "An MSP cannot belong to another MSP. Leave this out.");
		}
		if (!caller.isAdmin()) {
			throw new RejectedException(ErrorCode.FORBIDDEN, "Only administrators can create MSPs.");
		}
		return null;
	}

	private String managedMsp(Caller caller, String id) {
		if (managed(caller, id).kind() != OrganisationKind.MSP) {
			throw RejectedException.invalid("msp", "This organisation is a client. A client must belong to an MSP.");
		}
		return id;
	}

}
