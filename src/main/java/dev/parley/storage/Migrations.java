package dev.parley.storage;

import java.util.Arrays;
import java.util.List;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Migrates a database to the schema of this version. */
final class Migrations {

	private static final String[] FOLDERS = { "classpath:db/migration/common", "classpath:db/migration/" };

	private Migrations() {
	}

	/**
	 * Applies the missing migrations. Each runs in one transaction, so that a failed one
	 * changes nothing.
	 * @throws StartException if the schema is newer than this version or was modified, or
	 * if a migration fails
	 */
	static Flyway migrate(DataSource source, Vendor vendor, String... folders) {
		Flyway flyway = Flyway.configure()
			.dataSource(source)
			.locations((folders.length > 0) ? folders : locations(vendor))
			.load();
		try {
			refuseNewer(flyway.info());
			flyway.migrate();
			return flyway;
		}
		catch (FlywayValidateException ex) {
			throw new StartException("The database schema does not match the migrations of this version (" + reason(ex)
					+ "). Start the version that created it, or restore a backup.", ex);
		}
		catch (FlywayException ex) {
			throw new StartException("The database schema could not be migrated; nothing was changed (" + reason(ex)
					+ "). Fix the cause and start again.", ex);
		}
	}

	private static String[] locations(Vendor vendor) {
		return new String[] { FOLDERS[0], FOLDERS[1] + vendor.folder() };
	}

	private static void refuseNewer(MigrationInfoService info) {
		Arrays.stream(info.all()).filter(Migrations::isNewer).findFirst().ifPresent((newer) -> {
			throw new StartException("The database has schema version " + newer.getVersion()
					+ " of a newer Parley. Start the newer version, or restore a backup from before the update.");
		});
	}

	private static boolean isNewer(MigrationInfo migration) {
		MigrationState state = migration.getState();
		return state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED;
	}

	/** The message of the database or of Flyway, in one line. */
	private static String reason(Throwable ex) {
		Throwable root = ex;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		List<String> lines = String.valueOf(root.getMessage())
			.lines()
			.map(String::strip)
			.filter((line) -> !line.isEmpty())
			.toList();
		// Flyway adds a headline above each message and advice below.
		return lines.get((ex instanceof FlywayValidateException && lines.size() > 1) ? 1 : 0);
	}

}
