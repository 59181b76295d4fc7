package dev.parley.identity.signin;

import java.security.SecureRandom;
import java.util.List;

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
import dev.parley.identity.TurnableClock;
import dev.parley.identity.token.JwkFormat;
import dev.parley.identity.token.TokenKeys;
import dev.parley.identity.token.TokenService;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;
import dev.parley.storage.Database;
import dev.parley.storage.EveryDatabase;
import dev.parley.storage.NewIds;

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
		Sessions sessions = new Sessions(new SessionRepository(database.jdbc(), database.reads()), repository, changes,
				new Secrets(random), new NewIds(this.clock, random), settings, this.clock,
				database.transactionManager(), this.meters);
		TokenKeys keys = TokenKeys.of(List.of(JwkFormat.generate("HS256", random)), this.clock);
		this.signIn = new SignInService(repository, new AccountCache(repository, settings, this.clock), this.passwords,
				new SignInAttempts(settings, this.clock), sessions,
				new TokenService(keys, settings.issuer(), settings.audience(), this.clock), settings, this.meters);
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
	void aPersonSignsInAndGoesOnAndEveryOutcomeIsCounted() {
		SignedIn first = this.signIn.byPassword("mia@northwind.example", "correct horse", DESK);
		SignedIn second = this.signIn.refresh(first.refreshToken(), DESK);

		assertThat(second.user()).isEqualTo(first.user());
		assertThat(first.user().grants()).containsExactly(new Grant(Role.MSP, "northwind", false));
		refuses("mia@northwind.example", "wrong");
		assertThat(this.meters.counter("parley.identity.sign-ins", "outcome", "accepted").count()).isEqualTo(1);
		assertThat(this.meters.counter("parley.identity.sign-ins", "outcome", "refused").count()).isEqualTo(1);
		assertThat(this.meters.counter("parley.identity.refreshes", "outcome", "accepted").count()).isEqualTo(1);
	}

	@Test
	void whatNoDatabaseTakesAsTextIsJustNotKnown() {
		refuses("mia@northwind.example\u0000", "correct horse");
		refuses("\ud800@northwind.example", "correct horse");
		refuses("mia@northwind.example'--", "correct horse");
		refuses("", "correct horse");
	}

	@Test
	void neitherTokenIsPrintedByAccident() {
		SignedIn signedIn = this.signIn.byPassword("mia@northwind.example", "correct horse", DESK);

		assertThat(signedIn).asString().isEqualTo("SignedIn[user=mia]");
	}

	private void refuses(String email, String password) {
		assertThatExceptionOfType(RejectedException.class)
			.isThrownBy(() -> this.signIn.byPassword(email, password, DESK))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.UNAUTHENTICATED));
	}

}
