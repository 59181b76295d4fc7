package dev.parley.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The embedded SQLite database: one file, one connection for writing and several for
 * reading. A commit returns when the data is on disk.
 */
final class SqliteStorage {

	private SqliteStorage() {
	}

	/**
	 * Opens and migrates the database in the folder. Locks the folder until the database
	 * is closed.
	 * @throws StartException if the database cannot be used
	 */
	static Storage open(DataFolder folder, StorageProperties.SqliteSettings settings) {
		ResourceStack opened = new ResourceStack();
		try {
			opened.add(FolderLock.take(folder));
			Path file = folder.privateFile(DatabaseFile.NAME);
			refuseForeign(file, settings);
			HikariDataSource writes = opened
				.add(new HikariDataSource(pool("sqlite-write", source(file, writing(settings)), settings)));
			Flyway migrations = Migrations.migrate(writes, Vendor.SQLITE);
			HikariDataSource reads = opened.add(new HikariDataSource(readers(file, settings)));
			return new Storage(Vendor.SQLITE, writes, reads, migrations, opened);
		}
		catch (RuntimeException ex) {
			opened.abandon(ex);
			throw ex;
		}
	}

	/**
	 * For read-only connections, including those of commands next to a running server.
	 */
	static DataSource readOnly(Path file, StorageProperties.SqliteSettings settings) {
		return source(file, reading(settings));
	}

	private static SQLiteConfig writing(StorageProperties.SqliteSettings settings) {
		SQLiteConfig config = common(settings);
		config.setJournalMode(SQLiteConfig.JournalMode.WAL);
		config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
		config.enforceForeignKeys(true);
		config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
		config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, Integer.toString(settings.checkpointPages()));
		return config;
	}

	private static SQLiteConfig reading(StorageProperties.SqliteSettings settings) {
		SQLiteConfig config = common(settings);
		config.setReadOnly(true);
		return config;
	}

	private static SQLiteConfig common(StorageProperties.SqliteSettings settings) {
		SQLiteConfig config = new SQLiteConfig();
		config.setBusyTimeout(Math.toIntExact(settings.busyTimeout().toMillis()));
		return config;
	}

	private static DataSource source(Path file, SQLiteConfig config) {
		SQLiteDataSource source = new SQLiteDataSource(config);
		source.setUrl("jdbc:sqlite:" + file);
		return source;
	}

	private static HikariConfig readers(Path file, StorageProperties.SqliteSettings settings) {
		HikariConfig config = pool("sqlite-read", readOnly(file, settings), settings);
		config.setMaximumPoolSize(settings.readConnections());
		config.setReadOnly(true);
		return config;
	}

	private static HikariConfig pool(String name, DataSource source, StorageProperties.SqliteSettings settings) {
		HikariConfig config = new HikariConfig();
		config.setPoolName(name);
		config.setDataSource(source);
		config.setMaximumPoolSize(1);
		config.setConnectionTimeout(settings.connectionTimeout().toMillis());
		// Connections to a file do not go stale.
		config.setMaxLifetime(0);
		return config;
	}

	/** Fails with a readable message, where the pool would fail with a stack trace. */
	private static void refuseForeign(Path file, StorageProperties.SqliteSettings settings) {
		try (Connection connection = source(file, writing(settings)).getConnection();
				var statement = connection.createStatement()) {
			statement.executeQuery("select count(*) from sqlite_master").close();
		}
		catch (SQLException ex) {
			throw new StartException("The file " + file + " cannot be used as Parley's database (" + ex.getMessage()
					+ "). Replace it with a backup, or set parley.data to another folder.", ex);
		}
	}

}
