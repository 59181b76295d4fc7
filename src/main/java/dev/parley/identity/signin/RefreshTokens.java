package dev.parley.identity.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.parley.identity.IdentityProperties;
import dev.parley.identity.Secrets;
import dev.parley.identity.signin.SessionRepository.RefreshToken;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;

/**
 * Opens sign-ins and keeps them alive. Each refresh token can be used once. A second use
 * means that it was stolen, and since there is no telling the thief from the owner, the
 * whole sign-in ends.
 */
@Component
class RefreshTokens {

	private static final Logger log = LoggerFactory.getLogger(RefreshTokens.class);

	private final SessionRepository repository;

	private final Sessions sessions;

	private final Secrets secrets;

	private final Duration lifetime;

	private final Clock clock;

	private final TransactionOperations transactions;

	private final MeterRegistry meters;

	RefreshTokens(SessionRepository repository, Sessions sessions, Secrets secrets, IdentityProperties properties,
			Clock clock, TransactionOperations transactions, MeterRegistry meters) {
		this.repository = repository;
		this.sessions = sessions;
		this.secrets = secrets;
		this.lifetime = properties.refreshTokenLifetime();
		this.clock = clock;
		this.transactions = transactions;
		this.meters = meters;
	}

	/** Opens a sign-in and issues its first refresh token. */
	Issued open(String userId, Device device) {
		Instant now = this.clock.instant();
		Instant expiresAt = now.plus(this.lifetime);
		String token = this.secrets.create("");
		String session = this.transactions.execute((status) -> {
			String id = this.repository.insert(userId, device, now, expiresAt);
			this.repository.insertToken(Secrets.hash(token), id, now, expiresAt);
			return id;
		});
		return new Issued(session, userId, token, now);
	}

	/**
	 * Exchanges a refresh token for the next one.
	 * @throws RejectedException with UNAUTHENTICATED; reusing a token also ends its
	 * sign-in
	 */
	Issued refresh(String token, Device device) {
		Issued next = this.transactions.execute((status) -> exchange(token, device));
		if (next == null) {
			throw refused();
		}
		return next;
	}

	static RejectedException refused() {
		return new RejectedException(ErrorCode.UNAUTHENTICATED, "This sign-in has ended. Sign in again.");
	}

	/**
	 * Null if refused: throwing here would roll back the end of a sign-in whose token was
	 * reused.
	 */
	private @Nullable Issued exchange(String token, Device device) {
		Instant now = this.clock.instant();
		String hash = Secrets.hash(token);
		RefreshToken found = this.repository.findToken(hash).orElse(null);
		if (found == null || found.ended() || !now.isBefore(found.expiresAt())) {
			count("refused");
			return null;
		}
		if (found.used() || !this.repository.useToken(hash, now)) {
			log.warn("A refresh token of user {} was used twice, so sign-in {} was ended", found.userId(),
					found.session());
			count("reused");
			this.sessions.end(found.userId(), found.session());
			return null;
		}
		String next = this.secrets.create("");
		this.repository.insertToken(Secrets.hash(next), found.session(), now, now.plus(this.lifetime));
		this.repository.touch(found.session(), device, now, now.plus(this.lifetime));
		count("accepted");
		return new Issued(found.session(), found.userId(), next, found.issuedAt());
	}

	private void count(String outcome) {
		this.meters.counter("parley.identity.refreshes", "outcome", outcome).increment();
	}

	/**
	 * A new refresh token and its sign-in.
	 *
	 * @param since when the sign-in was last proven: now for a new one, otherwise when
	 * the exchanged token was issued
	 */
	record Issued(String session, String userId, String token, Instant since) {

		/** Without the token. */
		@Override
		public String toString() {
			return "Issued[session=" + this.session + "]";
		}

	}

}
