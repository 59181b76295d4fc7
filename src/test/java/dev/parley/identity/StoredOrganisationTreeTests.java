package dev.parley.identity;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.parley.storage.Database;
import dev.parley.storage.EveryDatabase;

import static org.assertj.core.api.Assertions.assertThat;

@EveryDatabase
class StoredOrganisationTreeTests {

	private final Database database;

	private final StoredOrganisationTree organisations;

	StoredOrganisationTreeTests(Database database) {
		this.database = database;
		this.organisations = new StoredOrganisationTree(database.reads());
	}

	@BeforeEach
	void oneMspWithTwoClients() {
		insert("northwind", "MSP", null);
		insert("globex", "CLIENT", "northwind");
		insert("initech", "CLIENT", "northwind");
		insert("contoso", "MSP", null);
	}

	@Test
	void findsTheMspOfAClient() {
		assertThat(this.organisations.mspOf("globex")).contains("northwind");
		assertThat(this.organisations.mspOf("northwind")).isEmpty();
		assertThat(this.organisations.mspOf("nowhere")).isEmpty();
	}

	@Test
	void findsTheClientsOfAnMsp() {
		assertThat(this.organisations.clientsOf("northwind")).containsExactlyInAnyOrder("globex", "initech");
		assertThat(this.organisations.clientsOf("contoso")).isEmpty();
		assertThat(this.organisations.clientsOf("globex")).isEmpty();
	}

	private void insert(String id, String kind, String msp) {
		this.database.jdbc()
			.sql("insert into organisation (id, kind, name, msp_id, created_at) values (?, ?, ?, ?, 0)")
			.params(id, kind, id, msp)
			.update();
	}

}
