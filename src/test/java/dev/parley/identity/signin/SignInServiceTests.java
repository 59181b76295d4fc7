package dev.parley.identity.signin;

import java.security.SecureRandom;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.StaticListableBeanFactory;

import dev.parley.cluster.ClusterBus;
import dev.parley.identity.AccessChanges;
import dev.parley.identity.AccessListener;
import dev.parley.identity.Grant;
import dev.parley.identity.IdentityProperties;
import dev.parley.identity.People;
import dev.parley.identity.Role;
import dev.parley.identity.Secrets;
import dev.parley.identity.Settings;
import dev.parley.identity.token.TestTokens;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;
import dev.parley.storage.Database;
import dev.parley.storage.EveryDatabase;
import dev.parley.storage.NewIds;
import dev.parley.support.TurnableClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

@EveryDatabase
class SignInServiceTests {

	private static final Device DESK = new Device("Desk", "192.0.2.1");

	private final TurnableClock clock = new TurnableClock();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final Passwords passwords = new Passwords(Settings.identity());

	private final People people;

	private final SignInService signIn;

	SignInServiceTests(Database database) {
		SecureRandom random = new SecureRandom();
		IdentityProperties settings = Settings.identity();
		this.people = new People(database.jdbc(), this.clock);
		AccountRepository repository = new AccountRepository(database.jdbc(), database.reads(), this.clock);
		AccessChanges changes = new AccessChanges(mock(ClusterBus.class),
				new StaticListableBeanFactory().getBeanProvider(AccessListener.class));
		SessionRepository sessionRepository = new SessionRepository(database.jdbc(), database.reads(),
				new NewIds(this.clock, random));
		Sessions sessions = new Sessions(sessionRepository, repository, changes, this.clock, database.transactions());
		RefreshTokens refreshTokens = new RefreshTokens(sessionRepository, sessions, new Secrets(random), settings,
				this.clock, database.transactions(), this.meters);
		PasswordAuthenticator authenticator = new PasswordAuthenticator(repository, this.passwords,
				new SignInAttempts(settings, this.clock), sessions, this.meters);
		this.signIn = new SignInService(authenticator, refreshTokens, repository,
				new AccountCache(repository, settings, this.clock), TestTokens.service(this.clock), settings);
	}

	@BeforeEach
	void oneUser() {
		this.people.reset();
		this.people.person("mia", this.passwords.hash("correct horse"));
		this.people.grant("mia", Role.MSP, "northwind");
	}

	@AfterEach
	void stop() {
		this.passwords.destroy();
	}

	@Test
	void signsInRefreshesAndCountsEveryOutcome() {
		SignedIn first = this.signIn.withPassword("mia@northwind.example", "correct horse", DESK);
		SignedIn second = this.signIn.refresh(first.refreshToken(), DESK);

		assertThat(second.user()).isEqualTo(first.user());
		assertThat(first.user().grants()).containsExactly(new Grant(Role.MSP, "northwind", false));
		refuses("mia@northwind.example", "wrong");
		assertThat(this.meters.counter("parley.identity.sign-ins", "outcome", "accepted").count()).isEqualTo(1);
		assertThat(this.meters.counter("parley.identity.sign-ins", "outcome", "refused").count()).isEqualTo(1);
		assertThat(this.meters.counter("parley.identity.refreshes", "outcome", "accepted").count()).isEqualTo(1);
	}

	@Test
	void treatsTextThatDatabasesRejectAsUnknown() {
		refuses("mia@northwind.example\u0000", "correct horse");
		refuses("\ud800@northwind.example", "correct horse");
		refuses("mia@northwind.example'--", "correct horse");
		refuses("", "correct horse");
	}

	@Test
	void toStringDoesNotRevealTokens() {
		SignedIn signedIn = this.signIn.withPassword("mia@northwind.example", "correct horse", DESK);

		assertThat(signedIn).asString().isEqualTo("SignedIn[user=mia]");
	}

	private void refuses(String email, String password) {
		assertThatExceptionOfType(RejectedException.class)
			.isThrownBy(() -> this.signIn.withPassword(email, password, DESK))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.UNAUTHENTICATED));
	}

}
