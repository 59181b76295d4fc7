package dev.parley.identity.signin;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.parley.identity.Caller;

/**
 * What has to be known of a user who is not disabled in order to let them in.
 *
 * @param validFrom what was issued before is void
 * @param endedSessions sign-ins that ended before their tokens
 */
public record Account(Caller caller, Instant validFrom, Set<String> endedSessions) {

	public Account {
		endedSessions = Set.copyOf(endedSessions);
	}

	public boolean admits(@Nullable String session, Instant issuedAt) {
		return !issuedAt.isBefore(this.validFrom) && (session == null || !this.endedSessions.contains(session));
	}

}
