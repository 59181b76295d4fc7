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
 * {@code parley backup FILE}: copies the embedded database, even while the server is
 * running. Exits with 0 if the copy is complete and checked, 1 if there is no copy, 2 for
 * invalid arguments.
 */
@Command(name = "backup", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Copies the embedded database into one file and checks the copy. The server may be running.")
public final class BackupCommand implements Callable<Integer> {

	private static final int DONE = 0;

	private static final int FAILED = 1;

	@Parameters(paramLabel = "FILE", description = "The file to create; must not exist yet.")
	private Path file = Path.of("");

	@Option(names = "--parley.data", paramLabel = "FOLDER",
			defaultValue = "${env:PARLEY_DATA:-" + StorageProperties.DEFAULT_DATA + "}",
			description = "The server's data folder (default: the variable PARLEY_DATA, or "
					+ StorageProperties.DEFAULT_DATA + ").")
	private Path data = Path.of("");

	@Option(names = "--spring.datasource.url", hidden = true, defaultValue = "${env:SPRING_DATASOURCE_URL}")
	private @Nullable String url;

	@Spec
	private @Nullable CommandSpec spec;

	@Override
	public Integer call() {
		if (this.url != null && !this.url.isBlank()) {
			return fail("this installation uses PostgreSQL; back it up with pg_dump");
		}
		DatabaseFile database = database();
		if (!database.exists()) {
			return fail(
					"there is no database at " + database.path() + "; set --parley.data to the server's data folder");
		}
		try {
			new Backup(database).copyTo(this.file);
			out().println("Copied " + database.path() + " to " + this.file + " (" + Files.size(this.file) + " bytes).");
			return DONE;
		}
		catch (FileAlreadyExistsException ex) {
			return fail(this.file + " exists already; choose another name");
		}
		catch (NoSuchFileException ex) {
			return fail("the folder of " + this.file + " does not exist; create it, or choose another");
		}
		catch (IOException | SQLException ex) {
			return fail(database.path() + " could not be copied to " + this.file + ": " + ex.getMessage());
		}
	}

	private int fail(String reason) {
		Objects.requireNonNull(this.spec).commandLine().getErr().println("parley backup: " + reason + ".");
		return FAILED;
	}

	private PrintWriter out() {
		return Objects.requireNonNull(this.spec).commandLine().getOut();
	}

	/** Uses the default settings of the server for everything but the folder. */
	private DatabaseFile database() {
		Map<String, String> settings = Map.of("parley.data", this.data.toString());
		return DatabaseFile.of(new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("parley",
				StorageProperties.class));
	}

}
