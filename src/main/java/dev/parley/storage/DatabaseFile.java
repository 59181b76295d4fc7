package dev.parley.storage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The file of the embedded database, for commands that read it while the server may be
 * running.
 */
public final class DatabaseFile {

	/** The file's name in the data folder. */
	static final String NAME = "parley.db";

	private final Path path;

	private final StorageProperties.SqliteSettings settings;

	private DatabaseFile(Path path, StorageProperties.SqliteSettings settings) {
		this.path = path;
		this.settings = settings;
	}

	/** The database in the data folder of these settings. */
	public static DatabaseFile of(StorageProperties properties) {
		return new DatabaseFile(properties.folder().resolve(NAME), properties.storage());
	}

	public Path path() {
		return this.path;
	}

	public boolean exists() {
		return Files.isRegularFile(this.path);
	}

	/** A database elsewhere, to be opened with the same settings. */
	DatabaseFile at(Path other) {
		return new DatabaseFile(other, this.settings);
	}

	/** Opens a read-only connection. */
	public Connection connect() throws SQLException {
		return SqliteStorage.readOnly(this.path, this.settings).getConnection();
	}

}
