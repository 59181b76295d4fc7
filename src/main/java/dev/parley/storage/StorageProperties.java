package dev.parley.storage;

import java.nio.file.Path;
import java.time.Duration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the installation keeps its data.
 *
 * @param data folder of the embedded database and the key file; relative to the working
 * directory by default, so that a first start needs no settings
 * @param storage settings of the embedded database
 */
@Validated
@ConfigurationProperties("parley")
public record StorageProperties(@DefaultValue(StorageProperties.DEFAULT_DATA) Path data,
		@Valid @DefaultValue SqliteSettings storage) {

	static final String DEFAULT_DATA = "./data";

	/** The data folder as an absolute path. */
	public Path folder() {
		return this.data.toAbsolutePath().normalize();
	}

	/**
	 * Settings of the embedded database. Those of PostgreSQL are under
	 * {@code spring.datasource}.
	 *
	 * @param readConnections connections for reading, in addition to the one that writes;
	 * more than two per core do not help
	 * @param busyTimeout how long to wait for a lock on the file held by another program,
	 * such as the sqlite3 shell
	 * @param connectionTimeout how long a request waits for a free connection before it
	 * fails
	 * @param checkpointPages size of the write-ahead log, in pages of 4 KB, at which it
	 * is copied into the database file; 4 000 pages are 16 MB
	 */
	public record SqliteSettings(@DefaultValue("4") @Min(1) @Max(64) int readConnections,
			@DefaultValue("5s") Duration busyTimeout, @DefaultValue("10s") Duration connectionTimeout,
			@DefaultValue("4000") @Min(100) int checkpointPages) {

	}

}
