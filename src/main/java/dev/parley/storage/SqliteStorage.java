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
 * The embedded database: one file, one connection that writes, several that read. A
 * commit returns when the data is on the disk.
 */
final class SqliteStorage {

	/** The file in the data folder. */
	static final String FILE = "parley.db";

	private SqliteStorage() {
	}

	/**
	 * Opens and migrates the database in the folder, which nobody else can use until it
	 * is closed.
	 * @throws StartException when it cannot be used
	 */
	static Storage open(DataFolder folder, StorageProperties.Storage settings) {
		Opened opened = new Opened();
		try {
			opened.add(FolderLock.take(folder));
			Path file = folder.privateFile(FILE);
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

	/** A connection for commands that look at the file beside a running server. */
	static Connection connect(Path file, StorageProperties.Storage settings) throws SQLException {
		return source(file, reading(settings)).getConnection();
	}

	private static SQLiteConfig writing(StorageProperties.Storage settings) {
		SQLiteConfig config = common(settings);
		config.setJournalMode(SQLiteConfig.JournalMode.WAL);
		config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
		config.enforceForeignKeys(true);
		config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
		config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, Integer.toString(settings.checkpointPages()));
		return config;
	}

	private static SQLiteConfig reading(StorageProperties.Storage settings) {
		SQLiteConfig config = common(settings);
		config.setReadOnly(true);
		return config;
	}

	private static SQLiteConfig common(StorageProperties.Storage settings) {
		SQLiteConfig config = new SQLiteConfig();
		config.setBusyTimeout(Math.toIntExact(settings.busyTimeout().toMillis()));
		return config;
	}

	private static DataSource source(Path file, SQLiteConfig config) {
		SQLiteDataSource source = new SQLiteDataSource(config);
		source.setUrl("jdbc:sqlite:" + file);
		return source;
	}

	private static HikariConfig readers(Path file, StorageProperties.Storage settings) {
		HikariConfig config = pool("sqlite-read", source(file, reading(settings)), settings);
		config.setMaximumPoolSize(settings.readConnections());
		config.setReadOnly(true);
		return config;
	}

	private static HikariConfig pool(String name, DataSource source, StorageProperties.Storage settings) {
		HikariConfig config = new HikariConfig();
		config.setPoolName(name);
		config.setDataSource(source);
		config.setMaximumPoolSize(1);
		config.setConnectionTimeout(settings.connectionTimeout().toMillis());
		// A connection to a file does not go stale.
		config.setMaxLifetime(0);
		return config;
	}

	/** Fails with a sentence where the pool would fail with a stack trace. */
	private static void refuseForeign(Path file, StorageProperties.Storage settings) {
		try (Connection connection = source(file, writing(settings)).getConnection();
				var statement = connection.createStatement()) {
			statement.executeQuery("select count(*) from sqlite_master").close();
		}
		catch (SQLException ex) {
			throw new StartException("The file " + file + " cannot be used as Parley's database (" + ex.getMessage()
					+ "): restore a backup in its place, or set parley.data to another folder.", ex);
		}
	}

}
