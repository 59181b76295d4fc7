package dev.parley.identity.signin;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.parley.identity.People;
import dev.parley.storage.Database;
import dev.parley.storage.EveryDatabase;
import dev.parley.support.TurnableClock;

import static org.assertj.core.api.Assertions.assertThat;

@EveryDatabase
class AccountRepositoryTests {

	private static final String CORP = "https://id.corp.example";

	private final TurnableClock clock = new TurnableClock();

	private final Database database;

	private final AccountRepository accounts;

	AccountRepositoryTests(Database database) {
		this.database = database;
		this.accounts = new AccountRepository(database.jdbc(), database.reads(), this.clock);
	}

	@BeforeEach
	void oneBoundUser() {
		People people = new People(this.database.jdbc(), this.clock);
		people.reset();
		people.person("mia", null);
		people.bind("mia", CORP, "subject-1");
	}

	@Test
	void findsAUserByIssuerAndSubjectTogether() {
		assertThat(this.accounts.findBySubject(CORP, "subject-1")).contains("mia");
		assertThat(this.accounts.findBySubject(CORP, "subject-2")).isEmpty();
		assertThat(this.accounts.findBySubject("https://id.other.example", "subject-1")).isEmpty();
	}

	@Test
	void findsNoUserByIdOrEmailInPlaceOfTheSubject() {
		assertThat(this.accounts.findBySubject(CORP, "mia")).isEmpty();
		assertThat(this.accounts.findBySubject(CORP, "mia@northwind.example")).isEmpty();
	}

}
