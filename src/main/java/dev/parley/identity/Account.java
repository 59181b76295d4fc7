package dev.parley.identity;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What has to be known of a user who is not disabled in order to let them in.
 *
 * @param validFrom what was issued before is void
 * @param endedSessions sign-ins that ended before their tokens
 */
record Account(Caller caller, Instant validFrom, Set<String> endedSessions) {

	Account {
		endedSessions = Set.copyOf(endedSessions);
	}

	boolean admits(@Nullable String session, Instant issuedAt) {
		return !issuedAt.isBefore(this.validFrom) && (session == null || !this.endedSessions.contains(session));
	}

}
