package dev.parley.identity.signin;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.StaticListableBeanFactory;

import dev.parley.cluster.ClusterBus;
import dev.parley.identity.AccessChanges;
import dev.parley.identity.AccessListener;
import dev.parley.identity.People;
import dev.parley.identity.Secrets;
import dev.parley.identity.Settings;
import dev.parley.identity.signin.SessionRepository.Session;
import dev.parley.protocol.RejectedException;
import dev.parley.storage.Database;
import dev.parley.storage.EveryDatabase;
import dev.parley.storage.NewIds;
import dev.parley.support.TurnableClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

@EveryDatabase
class SessionsTests {

	private static final Device DESK = new Device("Desk", "192.0.2.1");

	private static final Device PHONE = new Device(null, "192.0.2.2");

	private final TurnableClock clock = new TurnableClock();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final List<String> told = new ArrayList<>();

	private final Database database;

	private final AccountRepository accounts;

	private final Sessions sessions;

	private final RefreshTokens refreshTokens;

	SessionsTests(Database database) {
		SecureRandom random = new SecureRandom();
		this.database = database;
		this.accounts = new AccountRepository(database.jdbc(), database.reads(), this.clock);
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		beans.addBean("told", (AccessListener) this.told::add);
		SessionRepository repository = new SessionRepository(database.jdbc(), database.reads(),
				new NewIds(this.clock, random));
		AccessChanges changes = new AccessChanges(mock(ClusterBus.class), beans.getBeanProvider(AccessListener.class));
		this.sessions = new Sessions(repository, this.accounts, changes, this.clock, database.transactions());
		this.refreshTokens = new RefreshTokens(repository, this.sessions, new Secrets(random), Settings.identity(),
				this.clock, database.transactions(), this.meters);
	}

	@BeforeEach
	void oneUser() {
		People people = new People(this.database.jdbc(), this.clock);
		people.reset();
		people.person("mia", null);
	}

	@Test
	void listsASignInWithItsDeviceAndLastUse() {
		RefreshTokens.Issued opened = this.refreshTokens.open("mia", DESK);
		this.clock.turn(Duration.ofMinutes(5));
		this.refreshTokens.refresh(opened.token(), PHONE);

		assertThat(this.sessions.list("mia")).containsExactly(new Session(opened.session(),
				this.clock.instant().minus(Duration.ofMinutes(5)), this.clock.instant(), null, "192.0.2.2"));
		assertThat(this.sessions.list("noah")).isEmpty();
	}

	@Test
	void storesOnlyHashesOfTokens() {
		String token = this.refreshTokens.open("mia", DESK).token();

		assertThat(this.database.jdbc().sql("select hash from refresh_token").query(String.class).single())
			.isEqualTo(Secrets.hash(token))
			.isNotEqualTo(token);
	}

	@Test
	void reusingATokenEndsTheSignInAndNotifiesListeners() {
		RefreshTokens.Issued first = this.refreshTokens.open("mia", DESK);
		RefreshTokens.Issued second = this.refreshTokens.refresh(first.token(), DESK);

		refuses(first.token());

		refuses(second.token());
		assertThat(this.sessions.list("mia")).isEmpty();
		assertThat(this.told).containsExactly("mia");
		assertThat(this.accounts.find("mia")).get()
			.satisfies((account) -> assertThat(account.admits(first.session(), this.clock.instant())).isFalse());
		assertThat(this.meters.counter("parley.identity.refreshes", "outcome", "reused").count()).isEqualTo(1);
	}

	@Test
	void concurrentUsesOfATokenSucceedAtMostOnce() throws Exception {
		String token = this.refreshTokens.open("mia", DESK).token();
		Callable<Boolean> attempt = () -> {
			try {
				this.refreshTokens.refresh(token, DESK);
				return true;
			}
			catch (RejectedException ex) {
				return false;
			}
		};
		int accepted = 0;
		try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
			for (Future<Boolean> result : threads.invokeAll(List.of(attempt, attempt, attempt, attempt))) {
				accepted += result.get() ? 1 : 0;
			}
		}

		assertThat(accepted).isEqualTo(1);
		assertThat(this.sessions.list("mia")).isEmpty();
	}

	@Test
	void endsOneSignInOrAllOthers() {
		RefreshTokens.Issued here = this.refreshTokens.open("mia", DESK);
		RefreshTokens.Issued there = this.refreshTokens.open("mia", PHONE);
		RefreshTokens.Issued elsewhere = this.refreshTokens.open("mia", PHONE);

		assertThat(this.sessions.end("mia", there.session())).isTrue();
		assertThat(this.sessions.end("mia", there.session())).isFalse();
		assertThat(this.sessions.end("noah", here.session())).isFalse();
		assertThat(this.sessions.list("mia")).extracting(Session::id)
			.containsExactlyInAnyOrder(here.session(), elsewhere.session());

		this.sessions.endOthers("mia", here.session());
		assertThat(this.sessions.list("mia")).extracting(Session::id).containsExactly(here.session());
		refuses(elsewhere.token());
		assertThat(this.told).containsExactly("mia", "mia");
	}

	@Test
	void endingAllSignInsRevokesEveryEarlierToken() {
		RefreshTokens.Issued here = this.refreshTokens.open("mia", DESK);
		this.clock.turn(Duration.ofMillis(1));
		this.sessions.endAll("mia");

		refuses(here.token());
		Account account = this.accounts.find("mia").orElseThrow();
		assertThat(account.admits(null, this.clock.instant().minusMillis(1))).isFalse();
		assertThat(account.admits(null, this.clock.instant())).isTrue();
		assertThat(this.told).containsExactly("mia");
	}

	@Test
	void remembersAnEndedSignInUntilItsTokensHaveExpired() {
		RefreshTokens.Issued ended = this.refreshTokens.open("mia", DESK);
		this.sessions.end("mia", ended.session());
		RefreshTokens.Issued open = this.refreshTokens.open("mia", DESK);

		this.clock.turn(Duration.ofHours(24));
		this.sessions.purge();
		assertThat(this.accounts.find("mia").orElseThrow().endedSessions()).containsExactly(ended.session());

		this.clock.turn(Duration.ofHours(25));
		this.sessions.purge();
		assertThat(this.accounts.find("mia").orElseThrow().endedSessions()).isEmpty();
		assertThat(this.sessions.list("mia")).extracting(Session::id).containsExactly(open.session());
	}

	private void refuses(String token) {
		assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> this.refreshTokens.refresh(token, DESK));
	}

}
