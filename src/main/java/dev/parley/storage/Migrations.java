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

/** Brings a database to the schema of this program. */
final class Migrations {

	private static final String[] FOLDERS = { "classpath:db/migration/common", "classpath:db/migration/" };

	private Migrations() {
	}

	/**
	 * Applies what is missing. Every migration is one transaction: one that fails leaves
	 * nothing behind.
	 * @throws StartException when the schema is newer than this program, was changed by
	 * somebody else, or a migration fails
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
			throw new StartException("The schema of the database is not the one this Parley made (" + reason(ex)
					+ "): start the version that made it, or restore a backup.", ex);
		}
		catch (FlywayException ex) {
			throw new StartException("The schema of the database could not be brought up to date, nothing was changed ("
					+ reason(ex) + "): correct the cause and start again.", ex);
		}
	}

	private static String[] locations(Vendor vendor) {
		return new String[] { FOLDERS[0], FOLDERS[1] + vendor.folder() };
	}

	private static void refuseNewer(MigrationInfoService info) {
		Arrays.stream(info.all()).filter(Migrations::isNewer).findFirst().ifPresent((newer) -> {
			throw new StartException("The database has the schema version " + newer.getVersion()
					+ " of a newer Parley, which this one does not know: start the newer version,"
					+ " or restore a backup from before the update.");
		});
	}

	private static boolean isNewer(MigrationInfo migration) {
		MigrationState state = migration.getState();
		return state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED;
	}

	/** What the database or Flyway complained of, in one line. */
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
		// Flyway puts a headline above each complaint and advice of its own below.
		return lines.get((ex instanceof FlywayValidateException && lines.size() > 1) ? 1 : 0);
	}

}
