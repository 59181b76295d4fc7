package dev.parley.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An open database of a test, with the same clients as the server's beans. */
public final class Database implements AutoCloseable {

	private final Storage storage;

	private final Map<String, String> properties;

	private final JdbcTemplate template;

	private final JdbcClient jdbc;

	private final JdbcClient reads;

	private final PlatformTransactionManager transactionManager;

	Database(Storage storage, Map<String, String> properties) {
		this.storage = storage;
		this.properties = properties;
		this.template = storage.writeTemplate();
		this.jdbc = JdbcClient.create(this.template);
		this.reads = storage.readClient();
		this.transactionManager = storage.transactionManager();
	}

	public Vendor vendor() {
		return this.storage.vendor();
	}

	/** The primary client, for writes and for transactions. */
	public JdbcClient jdbc() {
		return this.jdbc;
	}

	/** The client qualified {@code reads}. */
	public JdbcClient reads() {
		return this.reads;
	}

	/** The template of {@link #jdbc()}. */
	public JdbcTemplate template() {
		return this.template;
	}

	public PlatformTransactionManager transactionManager() {
		return this.transactionManager;
	}

	public TransactionTemplate transactions() {
		return new TransactionTemplate(this.transactionManager);
	}

	/**
	 * The settings for a server on this database. On SQLite, close this one first.
	 */
	public Map<String, String> properties() {
		return this.properties;
	}

	/** Opens the same database as another node would; PostgreSQL only. */
	public Database anotherNode() {
		return Databases.postgresql(new PostgresServer.Address(this.properties.get("spring.datasource.url"),
				this.properties.get("spring.datasource.username"), this.properties.get("spring.datasource.password")));
	}

	/** Removes all rows. */
	public void clear() {
		List<String> tables = tables();
		if (vendor() == Vendor.POSTGRESQL) {
			this.jdbc.sql("truncate " + String.join(", ", tables) + " cascade").update();
			return;
		}
		transactions().executeWithoutResult((status) -> {
			this.jdbc.sql("pragma defer_foreign_keys = on").update();
			tables.forEach((table) -> this.jdbc.sql("delete from " + table).update());
		});
	}

	/** The names of all tables except that of the migrations. */
	List<String> tables() {
		String sql = (vendor() == Vendor.SQLITE)
				? "select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite_%'"
				: "select tablename from pg_tables where schemaname = current_schema()";
		return this.jdbc.sql(sql)
			.query(String.class)
			.list()
			.stream()
			.filter((table) -> !table.equals("flyway_schema_history"))
			.collect(Collectors.toList());
	}

	@Override
	public void close() {
		try {
			this.storage.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
