package dev.parley.identity.signin;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.parley.identity.Authenticated;
import dev.parley.identity.Caller;
import dev.parley.identity.Grant;
import dev.parley.identity.IdentityProperties;
import dev.parley.identity.People;
import dev.parley.identity.Role;
import dev.parley.identity.Secrets;
import dev.parley.identity.Settings;
import dev.parley.identity.token.TestTokens;
import dev.parley.identity.token.TokenService;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;
import dev.parley.storage.Database;
import dev.parley.storage.EveryDatabase;
import dev.parley.support.TurnableClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@EveryDatabase
class CredentialAuthenticatorTests {

	private static final Duration HOUR = Duration.ofHours(1);

	private static final Set<Grant> MSP = Set.of(new Grant(Role.MSP, "northwind", false));

	private final TurnableClock clock = new TurnableClock();

	private final Database database;

	private final People people;

	private final AccountCache accounts;

	private final ApiKeys apiKeys;

	private final Tickets tickets;

	private final TokenService tokens;

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final CredentialAuthenticator authenticator;

	CredentialAuthenticatorTests(Database database) {
		IdentityProperties settings = Settings.identity();
		this.database = database;
		this.people = new People(database.jdbc(), this.clock);
		AccountRepository repository = new AccountRepository(database.jdbc(), database.reads(), this.clock);
		this.accounts = new AccountCache(repository, settings, this.clock);
		this.apiKeys = new ApiKeys(database.jdbc(), database.reads(), settings, this.clock);
		this.tickets = new Tickets(database.jdbc(), new Secrets(new SecureRandom()), settings, this.clock);
		this.tokens = TestTokens.service(this.clock);
		this.authenticator = new CredentialAuthenticator(this.tokens, TestTokens.noIssuers(this.clock), this.apiKeys,
				this.tickets, this.accounts, this.clock, this.meters);
	}

	@BeforeEach
	void oneUser() {
		this.people.reset();
		this.people.person("mia", null);
		this.people.grant("mia", Role.MSP, "northwind");
	}

	@Test
	void aTokenAuthenticatesItsUserWithTheirCurrentGrants() {
		Authenticated in = this.authenticator.authenticate(this.tokens.issue("mia", "s1", HOUR));

		assertThat(in.caller()).isEqualTo(new Caller("mia", "Mia", MSP));
		assertThat(in.session()).isEqualTo("s1");
		assertThat(in.issuedAt()).isEqualTo(this.clock.instant());
		assertThat(in.expiresAt()).isEqualTo(Instant.parse("2026-11-20T11:00:00Z"));
	}

	@Test
	void readsAllGrantsOfAUser() {
		this.people.grant("mia", Role.CLIENT, "globex");
		this.people.grant("mia", Role.ADMIN, null);
		this.people.person("noah", null);

		assertThat(caller("mia").grants()).containsExactlyInAnyOrder(new Grant(Role.MSP, "northwind", false),
				new Grant(Role.CLIENT, "globex", false), new Grant(Role.ADMIN, null, false));
		assertThat(caller("noah").grants()).isEmpty();
	}

	@Test
	void rejectsATokenOfAnUnknownUser() {
		refuses(this.tokens.issue("nobody", null, HOUR));
		refuses(this.tokens.issue("' or 1=1 --", null, HOUR));
	}

	@Test
	void aRevokedGrantTakesEffectOnNotificationAndOtherwiseWithinASecond() {
		Authenticated in = this.authenticator.authenticate(this.tokens.issue("mia", null, HOUR));
		this.people.withdrawGrants("mia");
		assertThat(this.authenticator.refresh(in)).get().extracting(Caller::grants).isEqualTo(MSP);

		this.accounts.accessChanged("mia");
		assertThat(this.authenticator.refresh(in)).get().extracting(Caller::grants).isEqualTo(Set.of());

		this.people.grant("mia", Role.MSP, "northwind");
		this.clock.turn(Duration.ofSeconds(1));
		assertThat(this.authenticator.refresh(in)).get().extracting(Caller::grants).isEqualTo(MSP);
	}

	@Test
	void rejectsADisabledUserAndRefreshesNothing() {
		String token = this.tokens.issue("mia", null, HOUR);
		Authenticated in = this.authenticator.authenticate(token);
		this.people.disable("mia");
		this.accounts.accessChanged("mia");

		refuses(token);
		assertThat(this.authenticator.refresh(in)).isEmpty();
	}

	@Test
	void doesNotRefreshAnExpiredToken() {
		Authenticated in = this.authenticator.authenticate(this.tokens.issue("mia", null, HOUR));
		this.clock.turn(HOUR);

		assertThat(this.authenticator.refresh(in)).isEmpty();
	}

	@Test
	void anApiKeyAuthenticatesItsMachineUntilRevoked() {
		this.people.apiKey("probe", "pk_probe", "mia", null);

		Authenticated in = this.authenticator.authenticate("pk_probe");
		assertThat(in.caller())
			.isEqualTo(new Caller("probe", "probe", Set.of(new Grant(Role.CLIENT, "globex", false))));
		assertThat(in.session()).isNull();
		assertThat(in.expiresAt()).isNull();

		this.people.revokeKey("probe");
		this.apiKeys.accessChanged("probe");
		this.accounts.accessChanged("probe");
		refuses("pk_probe");
		assertThat(this.authenticator.refresh(in)).isEmpty();
	}

	@Test
	void anApiKeyExpiresOnTime() {
		this.people.apiKey("probe", "pk_probe", "mia", this.clock.instant().plus(HOUR).toEpochMilli());
		Authenticated in = this.authenticator.authenticate("pk_probe");

		assertThat(in.expiresAt()).isEqualTo(this.clock.instant().plus(HOUR));
		this.clock.turn(HOUR);
		refuses("pk_probe");
		assertThat(this.authenticator.refresh(in)).isEmpty();
	}

	@Test
	void rejectsAnUnknownApiKey() {
		refuses("pk_");
		refuses("pk_nobody");
		refuses("pk_" + "x".repeat(1_000_000));
		assertThat(this.meters.counter("parley.identity.credentials.refused", "code", "unauthenticated").count())
			.isEqualTo(3);
	}

	@Test
	void storesTheLastUseOfAnApiKey() {
		this.people.apiKey("probe", "pk_probe", "mia", null);
		this.authenticator.authenticate("pk_probe");
		this.apiKeys.recordUses();

		assertThat(this.database.jdbc().sql("select last_used_at from api_key").query(Long.class).single())
			.isEqualTo(this.clock.millis());
	}

	@Test
	void aTicketCanBeUsedOnce() {
		Authenticated in = this.authenticator.authenticate(this.tokens.issue("mia", "s1", HOUR));
		String ticket = this.tickets.issue(in);

		assertThat(this.authenticator.redeem(ticket)).isEqualTo(in);
		refusesTicket(ticket);
	}

	@Test
	void aTicketOfAnApiKeyWithoutExpiryHasNoExpiry() {
		this.people.apiKey("probe", "pk_probe", "mia", null);
		Authenticated in = this.authenticator.authenticate("pk_probe");

		assertThat(this.authenticator.redeem(this.tickets.issue(in))).isEqualTo(in);
	}

	@Test
	void aTicketExpiresAfterThirtySeconds() {
		String ticket = this.tickets.issue(this.authenticator.authenticate(this.tokens.issue("mia", null, HOUR)));
		this.clock.turn(Duration.ofSeconds(30));

		refusesTicket(ticket);
	}

	@Test
	void aTicketOfADisabledUserIsRejected() {
		String ticket = this.tickets.issue(this.authenticator.authenticate(this.tokens.issue("mia", null, HOUR)));
		this.people.disable("mia");
		this.accounts.accessChanged("mia");

		refusesTicket(ticket);
	}

	@Test
	void rejectsInvalidTickets() {
		refusesTicket("");
		refusesTicket("nobody");
		refusesTicket("\u0000");
		refusesTicket("x".repeat(1_000_000));
	}

	private Caller caller(String user) {
		return this.authenticator.authenticate(this.tokens.issue(user, null, HOUR)).caller();
	}

	private void refuses(String bearer) {
		assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> this.authenticator.authenticate(bearer))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.UNAUTHENTICATED));
	}

	private void refusesTicket(String ticket) {
		assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> this.authenticator.redeem(ticket))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.UNAUTHENTICATED));
	}

}
