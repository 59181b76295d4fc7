package dev.parley.identity.people;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import dev.parley.identity.IdentityProperties;
import dev.parley.identity.Secrets;
import dev.parley.identity.Settings;
import dev.parley.identity.signin.Device;
import dev.parley.identity.signin.Passwords;
import dev.parley.identity.signin.SignInAttempts;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;
import dev.parley.storage.Database;
import dev.parley.storage.EveryDatabase;
import dev.parley.storage.NewIds;
import dev.parley.storage.Vendor;
import dev.parley.support.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

@EveryDatabase
class SetupServiceTests {

	private static final Device DEVICE = new Device(null, "192.0.2.1");

	private final Database database;

	SetupServiceTests(Database database) {
		this.database = database;
	}

	@Test
	void theFirstUserIsAnAdministrator() {
		UserRepository users = users(Clock.systemUTC());
		SetupService setup = setup(users);

		String id = setup.setUp(setup.secret(), "Ada@Northwind.example", "Ada", "a-long-password", DEVICE);

		assertThat(users.grants(id)).containsExactly(Installation.admin());
		assertThat(setup.isNeeded()).isFalse();
		Refusal.with(ErrorCode.CONFLICT,
				() -> setup.setUp(setup.secret(), "eve@northwind.example", "Eve", "a-long-password", DEVICE));
	}

	@Test
	void concurrentSetupsCreateOneAdministrator() throws Exception {
		UserRepository users = users(new MeetingClock(this.database.vendor()));
		SetupService here = setup(users);
		SetupService there = setup(users);

		List<Boolean> made;
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<Boolean>> both = threads
				.invokeAll(List.of(attempt(here, "ada@northwind.example"), attempt(there, "eve@northwind.example")));
			made = List.of(both.get(0).get(), both.get(1).get());
		}

		assertThat(made).containsExactlyInAnyOrder(true, false);
		assertThat(users.countAdministrators()).isEqualTo(1);
	}

	private static Callable<Boolean> attempt(SetupService setup, String email) {
		return () -> {
			try {
				setup.setUp(setup.secret(), email, "Ada", "a-long-password", DEVICE);
				return true;
			}
			catch (RejectedException ex) {
				assertThat(ex.code()).isEqualTo(ErrorCode.CONFLICT);
				return false;
			}
		};
	}

	private UserRepository users(Clock clock) {
		return new UserRepository(this.database.jdbc(), this.database.reads(), clock);
	}

	private SetupService setup(UserRepository users) {
		Clock clock = Clock.systemUTC();
		IdentityProperties properties = Settings.identity();
		SecureRandom random = new SecureRandom();
		return new SetupService(new Secrets(random), users, new Passwords(properties),
				new SignInAttempts(properties, clock), new NewIds(clock, random), this.database.transactionManager());
	}

	/**
	 * Read when a user is inserted. On a database with concurrent writers it blocks until
	 * two inserts are about to run, when both have seen an empty table.
	 */
	private static final class MeetingClock extends Clock {

		private final CyclicBarrier meeting;

		MeetingClock(Vendor vendor) {
			this.meeting = new CyclicBarrier((vendor == Vendor.POSTGRESQL) ? 2 : 1);
		}

		@Override
		public Instant instant() {
			try {
				this.meeting.await(1, TimeUnit.MINUTES);
				return Instant.EPOCH;
			}
			catch (Exception ex) {
				throw new IllegalStateException("The other request did not arrive", ex);
			}
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
