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

/** PostgreSQL, for installations of more than one machine. */
final class PostgresqlStorage {

	private static final Logger logger = LoggerFactory.getLogger(PostgresqlStorage.class);

	/** Makes a commit wait for the disk where server, database or role say otherwise. */
	private static final String DURABLE = "select set_config('synchronous_commit', 'on', false)"
			+ " where current_setting('synchronous_commit') = 'off'";

	private PostgresqlStorage() {
	}

	/**
	 * Connects and migrates.
	 * @throws StartException when the database cannot be used
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
			// Another object, so that its reads stay outside transactions as they do on
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
					+ "\" in spring.datasource.url is not one of PostgreSQL: write jdbc:postgresql://host/database,"
					+ " or leave it out to use the embedded database in parley.data.");
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

	/** Fails with a sentence where the pool would fail with a stack trace. */
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
				logger.warn("PostgreSQL runs with fsync=off: what is acknowledged can be lost when its machine stops");
			}
		}
		catch (SQLException ex) {
			throw new StartException("The database " + withoutSecrets(config.getJdbcUrl()) + " cannot be used ("
					+ firstLine(ex) + "): check spring.datasource.url, .username and .password, and that it runs.", ex);
		}
	}

	/** Up to where an address may hold a user and a password. */
	private static String withoutSecrets(String url) {
		String address = url.replaceFirst("\\?.*", "");
		return (address.startsWith("jdbc:postgresql:") && !address.contains("@")) ? address
				: address.replaceFirst("//.*", "//…");
	}

	private static String firstLine(SQLException ex) {
		return String.valueOf(ex.getMessage()).lines().findFirst().orElse("no reason given");
	}

}
