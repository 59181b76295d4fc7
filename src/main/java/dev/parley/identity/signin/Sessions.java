package dev.parley.identity.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.parley.identity.AccessChanges;
import dev.parley.identity.IdentityProperties;
import dev.parley.identity.Secrets;
import dev.parley.identity.signin.SessionRepository.RefreshToken;
import dev.parley.identity.signin.SessionRepository.Session;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;
import dev.parley.storage.NewIds;

/**
 * Sign-ins: opened by whatever proved who someone is, kept alive by refresh tokens that
 * are good for one use, ended by the user, by an administrator, or when a refresh token
 * shows up twice, because then one of two holders is a thief and nobody knows which.
 */
@Service
public class Sessions {

	/**
	 * Longer than any access token lives; until then its session must be known to have
	 * ended.
	 */
	private static final Duration REMEMBER = Duration.ofDays(2);

	private static final Logger log = LoggerFactory.getLogger(Sessions.class);

	private final SessionRepository repository;

	private final AccountRepository accounts;

	private final AccessChanges changes;

	private final Secrets secrets;

	private final NewIds ids;

	private final Duration lifetime;

	private final Clock clock;

	private final TransactionTemplate transaction;

	private final MeterRegistry meters;

	Sessions(SessionRepository repository, AccountRepository accounts, AccessChanges changes, Secrets secrets,
			NewIds ids, IdentityProperties properties, Clock clock, PlatformTransactionManager transactions,
			MeterRegistry meters) {
		this.repository = repository;
		this.accounts = accounts;
		this.changes = changes;
		this.secrets = secrets;
		this.ids = ids;
		this.lifetime = properties.refreshTokenLifetime();
		this.clock = clock;
		this.transaction = new TransactionTemplate(transactions);
		this.meters = meters;
	}

	/** A sign-in with its first refresh token. */
	Opened open(String userId, Device device) {
		Instant now = this.clock.instant();
		String id = this.ids.next();
		String token = this.secrets.create("");
		this.transaction.executeWithoutResult((status) -> {
			this.repository.insert(id, userId, device, now, now.plus(this.lifetime));
			this.repository.insertToken(Secrets.hash(token), id, now, now.plus(this.lifetime));
		});
		return new Opened(id, userId, token, now);
	}

	/**
	 * Exchanges a refresh token for the next one.
	 * @throws RejectedException with UNAUTHENTICATED; if the token was used before, its
	 * sign-in has ended
	 */
	Opened refresh(String token, Device device) {
		Opened next = this.transaction.execute((status) -> exchange(token, device));
		if (next == null) {
			throw refused();
		}
		return next;
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

	/** Ends all sign-ins of a user but this one. */
	void endOthers(String userId, @Nullable String session) {
		this.repository.endAll(userId, session, this.clock.instant());
		this.changes.changed(userId);
	}

	/** Ends all sign-ins of a user, and voids every token issued so far. */
	public void endAll(String userId) {
		Instant now = this.clock.instant();
		this.transaction.executeWithoutResult((status) -> {
			this.accounts.setValidFrom(userId, now);
			this.repository.endAll(userId, null, now);
			this.changes.changed(userId);
		});
	}

	void purge() {
		Instant before = this.clock.instant().minus(REMEMBER);
		this.transaction.executeWithoutResult((status) -> this.repository.purge(before));
	}

	/** Null if refused; what has to be stored about a refusal is stored. */
	private @Nullable Opened exchange(String token, Device device) {
		Instant now = this.clock.instant();
		String hash = Secrets.hash(token);
		RefreshToken found = this.repository.findToken(hash).orElse(null);
		if (found == null || found.ended() || !now.isBefore(found.expiresAt())) {
			count("refused");
			return null;
		}
		if (found.used() || !this.repository.useToken(hash, now)) {
			log.warn("A refresh token of user {} was used twice; sign-in {} is ended", found.userId(), found.session());
			count("reused");
			end(found.userId(), found.session());
			return null;
		}
		String next = this.secrets.create("");
		this.repository.insertToken(Secrets.hash(next), found.session(), now, now.plus(this.lifetime));
		this.repository.touch(found.session(), device, now, now.plus(this.lifetime));
		count("accepted");
		return new Opened(found.session(), found.userId(), next, found.issuedAt());
	}

	private void count(String outcome) {
		this.meters.counter("parley.identity.refreshes", "outcome", outcome).increment();
	}

	static RejectedException refused() {
		return new RejectedException(ErrorCode.UNAUTHENTICATED, "This sign-in has ended; sign in again.");
	}

	/**
	 * A sign-in that may go on.
	 *
	 * @param refreshToken the one to use next
	 * @param since when the token was issued that it is based on
	 */
	record Opened(String session, String userId, String refreshToken, Instant since) {

		/** Without the token. */
		@Override
		public String toString() {
			return "Opened[session=" + this.session + "]";
		}

	}

}
