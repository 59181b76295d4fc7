package dev.parley.storage;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The behaviour that packages may rely on with either database. */
@EveryDatabase
class StorageContractTests {

	private static final String INSERT = "insert into organisation (id, kind, name, msp_id, created_at) values (?, ?, ?, ?, 0)";

	private final Database database;

	StorageContractTests(Database database) {
		this.database = database;
	}

	@Test
	void readsSeeCommittedRows() {
		insertMsp("northwind");
		assertThat(names(this.database)).containsExactly("northwind");
	}

	@Test
	void clearsTheDatabaseBetweenTests() {
		insertMsp("contoso");
		this.database.jdbc().sql(INSERT).params("globex", "CLIENT", "globex", "contoso").update();
		this.database.clear();
		assertThat(names(this.database)).isEmpty();
	}

	@Test
	void aRollbackLeavesNothing() {
		this.database.transactions().executeWithoutResult((status) -> {
			insertMsp("northwind");
			status.setRollbackOnly();
		});
		assertThat(names(this.database)).isEmpty();
	}

	@Test
	void readsDoNotWaitForAnOpenTransaction() {
		this.database.transactions().executeWithoutResult((status) -> {
			insertMsp("northwind");
			assertThat(names(this.database)).isEmpty();
		});
		assertThat(names(this.database)).containsExactly("northwind");
	}

	@Test
	void reportsADuplicateKey() {
		insertMsp("northwind");
		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> insertMsp("northwind"));
	}

	@Test
	void reportsAMissingForeignKey() {
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.database.jdbc().sql(INSERT).params("globex", "CLIENT", "globex", "no-such").update())
			.isNotInstanceOf(DuplicateKeyException.class);
	}

	@Test
	void reportsAViolatedCheck() {
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.database.jdbc().sql(INSERT).params("x", "WRONG", "x", null).update());
	}

	@Test
	void returnsHostileTextUnchanged() {
		String text = "'; drop table organisation; -- \" \\ \u2028 𝄞 é %_ ";
		this.database.jdbc().sql(INSERT).params("x", "MSP", text, null).update();
		assertThat(this.database.reads().sql("select name from organisation").query(String.class).single())
			.isEqualTo(text);
	}

	private void insertMsp(String id) {
		this.database.jdbc().sql(INSERT).params(id, "MSP", id, null).update();
	}

	private static List<String> names(Database database) {
		return database.reads().sql("select id from organisation").query(String.class).list();
	}

}
