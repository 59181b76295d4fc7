package dev.parley.storage;

import java.io.Closeable;
import java.io.IOException;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * The database of the installation, opened and migrated.
 *
 * @param writes for changes and transactions; a single connection on SQLite
 * @param reads for reads outside a transaction; never waits for a writer
 * @param migrations the applied migrations
 * @param release the resources to close
 */
record Storage(Vendor vendor, DataSource writes, DataSource reads, Flyway migrations,
		Closeable release) implements Closeable {

	JdbcTemplate writeTemplate() {
		return template(this.writes);
	}

	JdbcClient readClient() {
		return JdbcClient.create(template(this.reads));
	}

	JdbcTransactionManager transactionManager() {
		JdbcTransactionManager manager = new JdbcTransactionManager(this.writes);
		if (this.vendor == Vendor.SQLITE) {
			manager.setExceptionTranslator(new SqliteExceptionTranslator());
		}
		return manager;
	}

	private JdbcTemplate template(DataSource source) {
		JdbcTemplate template = new JdbcTemplate(source);
		if (this.vendor == Vendor.SQLITE) {
			template.setExceptionTranslator(new SqliteExceptionTranslator());
		}
		return template;
	}

	@Override
	public void close() throws IOException {
		this.release.close();
	}

}
