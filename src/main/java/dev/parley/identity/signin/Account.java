package dev.parley.identity.signin;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.parley.identity.Caller;

/**
 * A user who is not disabled, and which of their credentials are still valid.
 *
 * @param validFrom credentials issued earlier are revoked
 * @param endedSessions sign-ins that ended before their access tokens expired
 */
record Account(Caller caller, Instant validFrom, Set<String> endedSessions) {

	Account {
		endedSessions = Set.copyOf(endedSessions);
	}

	boolean admits(@Nullable String session, Instant issuedAt) {
		return !issuedAt.isBefore(this.validFrom) && (session == null || !this.endedSessions.contains(session));
	}

}
