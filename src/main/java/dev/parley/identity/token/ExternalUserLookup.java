package dev.parley.identity.token;

import java.util.Optional;

/**
 * Finds the user bound to a subject of an external issuer. May read the database.
 */
@FunctionalInterface
public interface ExternalUserLookup {

	Optional<String> findBySubject(String issuer, String subject);

}
