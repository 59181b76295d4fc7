package dev.parley.storage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A PostgreSQL database, for installations on more than one machine. */
final class PostgresqlStorage {

	private static final Logger log = LoggerFactory.getLogger(PostgresqlStorage.class);

	/**
	 * Makes commits wait for the disk if the server, database or role turned that off.
	 */
	private static final String DURABLE = "select set_config('synchronous_commit', 'on', false)"
			+ " where current_setting('synchronous_commit') = 'off'";

	private PostgresqlStorage() {
	}

	/**
	 * Connects and migrates.
	 * @throws StartException if the database cannot be used
	 */
	static Storage open(HikariConfig config) {
		refuseOtherDatabases(config.getJdbcUrl());
		tryOnce(config);
		config.setPoolName("postgresql");
		config.setConnectionInitSql(DURABLE);
		// Sends the rows of a batch in one message.
		config.getDataSourceProperties().putIfAbsent("reWriteBatchedInserts", "true");
		HikariDataSource pool = new HikariDataSource(config);
		try {
			Flyway migrations = Migrations.migrate(pool, Vendor.POSTGRESQL);
			// A separate data source, so that reads do not join transactions, as on
			// SQLite.
			return new Storage(Vendor.POSTGRESQL, pool, new DelegatingDataSource(pool), migrations, pool);
		}
		catch (RuntimeException ex) {
			pool.close();
			throw ex;
		}
	}

	private static void refuseOtherDatabases(String url) {
		if (!isPostgresql(url)) {
			throw new StartException("The database address \"" + withoutSecrets(url)
					+ "\" in spring.datasource.url is not a PostgreSQL address. Use jdbc:postgresql://host/database,"
					+ " or remove the setting to use the embedded database in parley.data.");
		}
	}

	private static boolean isPostgresql(String url) {
		try {
			return url.startsWith("jdbc:postgresql:") && DriverManager.getDriver(url).acceptsURL(url);
		}
		catch (SQLException ex) {
			return false;
		}
	}

	/** Fails with a readable message, where the pool would fail with a stack trace. */
	private static void tryOnce(HikariConfig config) {
		Properties properties = new Properties();
		properties.putAll(config.getDataSourceProperties());
		properties.putIfAbsent("loginTimeout", Long.toString(Math.max(1, config.getConnectionTimeout() / 1000)));
		if (config.getUsername() != null) {
			properties.put("user", config.getUsername());
		}
		if (config.getPassword() != null) {
			properties.put("password", config.getPassword());
		}
		try (Connection connection = DriverManager.getConnection(config.getJdbcUrl(), properties);
				Statement statement = connection.createStatement();
				ResultSet fsync = statement.executeQuery("show fsync")) {
			if (fsync.next() && "off".equals(fsync.getString(1))) {
				log.warn("PostgreSQL runs with fsync=off: acknowledged data can be lost if its machine crashes");
			}
		}
		catch (SQLException ex) {
			throw new StartException(
					"The database " + withoutSecrets(config.getJdbcUrl()) + " cannot be used (" + firstLine(ex)
							+ "). Check that it is running, and check spring.datasource.url, .username and .password.",
					ex);
		}
	}

	/** Cuts off the part of the address that may contain a user and a password. */
	private static String withoutSecrets(String url) {
		String address = url.replaceFirst("\\?.*", "");
		return (address.startsWith("jdbc:postgresql:") && !address.contains("@")) ? address
				: address.replaceFirst("//.*", "//…");
	}

	private static String firstLine(SQLException ex) {
		return String.valueOf(ex.getMessage()).lines().findFirst().orElse("no reason given");
	}

}
