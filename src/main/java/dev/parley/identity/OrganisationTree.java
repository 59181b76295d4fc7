package dev.parley.identity;

import java.util.Optional;
import java.util.Set;

/** Which client belongs to which MSP. May read the database. */
public interface OrganisationTree {

	/** The MSP of a client, which never changes; empty if there is no such client. */
	Optional<String> mspOf(String client);

	Set<String> clientsOf(String msp);

}
