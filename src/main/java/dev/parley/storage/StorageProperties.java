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
 * Where the installation keeps what it must not lose.
 *
 * @param data the folder of the embedded database and of the key file; beside the program
 * by default, so that a first start needs no settings
 * @param storage how the embedded database is used
 */
@Validated
@ConfigurationProperties("parley")
public record StorageProperties(@DefaultValue("./data") Path data, @Valid @DefaultValue Storage storage) {

	/**
	 * Settings of the embedded database; PostgreSQL has its own under
	 * {@code spring.datasource}.
	 *
	 * @param readConnections connections for reading beside the one that writes; more
	 * than twice the cores only wait for each other
	 * @param busyTimeout how long to wait for a lock that another program, such as the
	 * sqlite3 shell, holds on the file
	 * @param connectionTimeout how long a request waits for its turn at the database
	 * before it fails
	 * @param checkpointPages how much of the write-ahead log, in pages of 4 KB, gathers
	 * before it is carried over into the file; 4 000 are 16 MB
	 */
	public record Storage(@DefaultValue("4") @Min(1) @Max(64) int readConnections,
			@DefaultValue("5s") Duration busyTimeout, @DefaultValue("10s") Duration connectionTimeout,
			@DefaultValue("4000") @Min(100) int checkpointPages) {

	}

}
