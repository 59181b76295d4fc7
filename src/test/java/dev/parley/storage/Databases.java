package dev.parley.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

import com.zaxxer.hikari.HikariConfig;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * New, migrated and empty databases, opened as by the server. For test classes that
 * cannot use {@link EveryDatabase}.
 */
public final class Databases {

	private Databases() {
	}

	/** A new database, to be closed by the caller. */
	public static Database open(Vendor vendor) {
		return (vendor == Vendor.SQLITE) ? sqlite() : postgresql();
	}

	public static Database sqlite() {
		Path folder = temporaryFolder();
		return sqlite(folder);
	}

	/** The database in this folder, which is not deleted. */
	public static Database sqlite(Path folder) {
		return new Database(SqliteStorage.open(new DataFolder(folder), settings()),
				Map.of("parley.data", folder.toString()));
	}

	public static Database postgresql() {
		return postgresql(PostgresServer.running().create("parley_" + UUID.randomUUID().toString().replace("-", "")));
	}

	/** Opens the database at this address. */
	public static Database postgresql(PostgresServer.Address address) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(address.url());
		config.setUsername(address.user());
		config.setPassword(address.password());
		config.setMaximumPoolSize(8);
		config.setMinimumIdle(0);
		return new Database(PostgresqlStorage.open(config), Map.of("spring.datasource.url", address.url(),
				"spring.datasource.username", address.user(), "spring.datasource.password", address.password()));
	}

	/** The default settings of the embedded database. */
	static StorageProperties.SqliteSettings settings() {
		return new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("parley", StorageProperties.class)
			.storage();
	}

	static Path temporaryFolder() {
		try {
			Path folder = Files.createTempDirectory("parley-test");
			TemporaryFolders.deleteAtExit(folder);
			return folder;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
