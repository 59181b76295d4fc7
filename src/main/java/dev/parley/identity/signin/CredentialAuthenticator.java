package dev.parley.identity.signin;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import dev.parley.identity.Authenticated;
import dev.parley.identity.Authenticator;
import dev.parley.identity.Caller;
import dev.parley.identity.token.ExternalTokens;
import dev.parley.identity.token.TokenService;
import dev.parley.identity.token.VerifiedToken;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;

/**
 * Accepts access tokens (our own and those of external issuers), API keys and tickets.
 */
@Component
class CredentialAuthenticator implements Authenticator {

	private static final int MAX_TICKET_LENGTH = 128;

	private final TokenService tokens;

	private final ExternalTokens external;

	private final ApiKeys apiKeys;

	private final Tickets tickets;

	private final AccountCache accounts;

	private final Clock clock;

	private final MeterRegistry meters;

	CredentialAuthenticator(TokenService tokens, ExternalTokens external, ApiKeys apiKeys, Tickets tickets,
			AccountCache accounts, Clock clock, MeterRegistry meters) {
		this.tokens = tokens;
		this.external = external;
		this.apiKeys = apiKeys;
		this.tickets = tickets;
		this.accounts = accounts;
		this.clock = clock;
		this.meters = meters;
	}

	@Override
	public Authenticated authenticate(String bearer) {
		return counted(() -> check(bearer));
	}

	@Override
	public Authenticated redeem(String ticket) {
		return counted(() -> use(ticket));
	}

	@Override
	public Optional<Caller> refresh(Authenticated authenticated) {
		if (isOver(authenticated.expiresAt())) {
			return Optional.empty();
		}
		return this.accounts.find(authenticated.caller().id())
			.filter((account) -> account.admits(authenticated.session(), authenticated.issuedAt()))
			.map(Account::caller);
	}

	private Authenticated check(String bearer) {
		if (bearer.startsWith(ApiKeys.PREFIX)) {
			ApiKeys.ActiveKey key = this.apiKeys.find(bearer);
			return admit(key.userId(), null, key.createdAt(), key.expiresAt());
		}
		TokenService.checkShape(bearer);
		VerifiedToken token = this.external.knows(bearer) ? this.external.verify(bearer) : this.tokens.verify(bearer);
		return admit(token.subject(), token.session(), token.issuedAt(), token.expiresAt());
	}

	private Authenticated use(String ticket) {
		if (ticket.length() > MAX_TICKET_LENGTH) {
			throw ticketNotValid();
		}
		Tickets.Redeemed redeemed = this.tickets.redeem(ticket).orElseThrow(CredentialAuthenticator::ticketNotValid);
		return admit(redeemed.userId(), redeemed.session(), redeemed.issuedAt(), redeemed.expiresAt());
	}

	private Authenticated admit(String userId, @Nullable String session, Instant issuedAt,
			@Nullable Instant expiresAt) {
		if (isOver(expiresAt)) {
			throw TokenService.expired();
		}
		Account account = this.accounts.find(userId)
			.filter((found) -> found.admits(session, issuedAt))
			.orElseThrow(RefreshTokens::refused);
		return new Authenticated(account.caller(), session, issuedAt, expiresAt);
	}

	private Authenticated counted(Supplier<Authenticated> check) {
		try {
			return check.get();
		}
		catch (RejectedException ex) {
			this.meters.counter("parley.identity.credentials.refused", "code", ex.code().wire()).increment();
			throw ex;
		}
	}

	private boolean isOver(@Nullable Instant expiresAt) {
		return expiresAt != null && !this.clock.instant().isBefore(expiresAt);
	}

	private static RejectedException ticketNotValid() {
		return new RejectedException(ErrorCode.UNAUTHENTICATED,
				"The ticket is not valid. It can be used once and expires within seconds. Request a new one.");
	}

}
