package dev.parley.realtime;

import java.util.Optional;
import java.util.Set;

/** Which client belongs to which MSP. May read the database. */
interface Organisations {

	/** The MSP of a client, for good; nothing if there is no such client. */
	Optional<String> mspOf(String client);

	Set<String> clientsOf(String msp);

}
