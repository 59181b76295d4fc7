package dev.parley.identity.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

import dev.parley.identity.AccessChanges;
import dev.parley.identity.Secrets;
import dev.parley.identity.signin.SessionRepository.Session;

/** Lists and ends sign-ins. {@link RefreshTokens} opens them. */
@Service
public class Sessions {

	/**
	 * How long to remember ended sign-ins: longer than any access token lives, since it
	 * may still name one.
	 */
	private static final Duration REMEMBER = Duration.ofDays(2);

	private final SessionRepository repository;

	private final AccountRepository accounts;

	private final AccessChanges changes;

	private final Clock clock;

	private final TransactionOperations transactions;

	Sessions(SessionRepository repository, AccountRepository accounts, AccessChanges changes, Clock clock,
			TransactionOperations transactions) {
		this.repository = repository;
		this.accounts = accounts;
		this.changes = changes;
		this.clock = clock;
		this.transactions = transactions;
	}

	List<Session> list(String userId) {
		return this.repository.open(userId, this.clock.instant());
	}

	/** Ends the sign-in that a refresh token belongs to, if there is one. */
	void endByToken(String token) {
		this.repository.findToken(Secrets.hash(token)).ifPresent((found) -> end(found.userId(), found.session()));
	}

	/** False if the user has no such open sign-in. */
	boolean end(String userId, String session) {
		boolean ended = this.repository.end(userId, session, this.clock.instant());
		if (ended) {
			this.changes.changed(userId);
		}
		return ended;
	}

	/** Ends all sign-ins of a user except this one. */
	void endOthers(String userId, @Nullable String session) {
		this.repository.endAll(userId, session, this.clock.instant());
		this.changes.changed(userId);
	}

	/** Ends all sign-ins of a user and revokes every token issued so far. */
	public void endAll(String userId) {
		Instant now = this.clock.instant();
		this.transactions.executeWithoutResult((status) -> {
			this.accounts.setValidFrom(userId, now);
			this.repository.endAll(userId, null, now);
			this.changes.changed(userId);
		});
	}

	void purge() {
		Instant before = this.clock.instant().minus(REMEMBER);
		this.transactions.executeWithoutResult((status) -> this.repository.purge(before));
	}

}
