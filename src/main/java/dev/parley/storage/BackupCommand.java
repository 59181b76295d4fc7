package dev.parley.storage;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * {@code parley backup FILE}: copies the embedded database, also while the server runs.
 * Exits with 0 when the copy is complete and checked, 1 when there is none, 2 when it was
 * called wrongly.
 */
@Command(name = "backup", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Copies the embedded database into one file, also while the server runs, and checks it.")
public final class BackupCommand implements Callable<Integer> {

	private static final int DONE = 0;

	private static final int FAILED = 1;

	@Parameters(paramLabel = "FILE", description = "The copy to make; must not exist yet.")
	private Path file = Path.of("");

	@Option(names = "--parley.data", paramLabel = "FOLDER", defaultValue = "${env:PARLEY_DATA:-./data}",
			description = "The server's data folder (default: the variable PARLEY_DATA, or ./data).")
	private Path data = Path.of("");

	@Option(names = "--spring.datasource.url", hidden = true, defaultValue = "${env:SPRING_DATASOURCE_URL}")
	private @Nullable String url;

	@Spec
	private @Nullable CommandSpec spec;

	@Override
	public Integer call() {
		Path database = this.data.toAbsolutePath().normalize().resolve(SqliteStorage.FILE);
		if (this.url != null && !this.url.isBlank()) {
			return fail("this installation keeps its record in PostgreSQL: use pg_dump");
		}
		if (!Files.isRegularFile(database)) {
			return fail("there is no database at " + database + ": name the server's data folder by --parley.data");
		}
		try {
			new Backup(database, settings()).copyTo(this.file);
			out().println("Copied " + database + " to " + this.file + " (" + Files.size(this.file) + " bytes).");
			return DONE;
		}
		catch (FileAlreadyExistsException ex) {
			return fail(this.file + " exists already and is not overwritten: choose another name");
		}
		catch (NoSuchFileException ex) {
			return fail("the folder of " + this.file + " does not exist: make it, or choose another");
		}
		catch (IOException | SQLException ex) {
			return fail(database + " could not be copied to " + this.file + ": " + ex.getMessage());
		}
	}

	private int fail(String reason) {
		Objects.requireNonNull(this.spec).commandLine().getErr().println("parley backup: " + reason + ".");
		return FAILED;
	}

	private PrintWriter out() {
		return Objects.requireNonNull(this.spec).commandLine().getOut();
	}

	/** The server's own, as far as they concern reading. */
	private static StorageProperties.Storage settings() {
		return new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("parley", StorageProperties.class)
			.storage();
	}

}
