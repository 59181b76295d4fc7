package dev.parley.storage;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

class BackupCommandTests {

	@TempDir
	private Path folder;

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	@Test
	void restoresACopyOfARunningServersDatabase() throws IOException {
		Path copy = this.folder.resolve("copy.db");
		try (Database running = Databases.sqlite(data())) {
			insert(running, "before");
			assertThat(backup(copy)).isZero();
			insert(running, "after");
		}
		assertThat(this.out.toString()).contains("Copied", copy.toString());
		Path restored = this.folder.resolve("restored");
		Files.createDirectory(restored);
		Files.copy(copy, restored.resolve("parley.db"));
		try (Database database = Databases.sqlite(restored)) {
			assertThat(database.reads().sql("select id from organisation").query(String.class).list())
				.containsExactly("before");
			insert(database, "later");
		}
	}

	@Test
	void copiesTheDatabaseOfAStoppedServer() {
		Databases.sqlite(data()).close();
		assertThat(backup(this.folder.resolve("copy.db"))).isZero();
	}

	@Test
	void onlyTheOwnerCanReadTheCopyAndNoOtherFileIsLeft() throws IOException {
		Databases.sqlite(data()).close();
		Path copies = Files.createDirectory(this.folder.resolve("copies"));
		backup(copies.resolve("copy.db"));
		try (var files = Files.list(copies)) {
			assertThat(files).containsExactly(copies.resolve("copy.db"));
		}
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copies.resolve("copy.db"))))
			.isEqualTo("rw-------");
	}

	@Test
	void doesNotOverwriteAFile() throws IOException {
		Databases.sqlite(data()).close();
		Path copy = Files.writeString(this.folder.resolve("copy.db"), "precious");
		assertThat(backup(copy)).isEqualTo(1);
		assertThat(this.err.toString()).contains("exists already").hasLineCount(1);
		assertThat(copy).hasContent("precious");
	}

	@Test
	void reportsAMissingDatabaseAndCreatesNone() {
		assertThat(backup(this.folder.resolve("copy.db"))).isEqualTo(1);
		assertThat(this.err.toString()).contains("there is no database", "--parley.data").hasLineCount(1);
		assertThat(this.folder).isEmptyDirectory();
	}

	@Test
	void reportsAMissingTargetFolder() {
		Databases.sqlite(data()).close();
		assertThat(backup(this.folder.resolve("no/where/copy.db"))).isEqualTo(1);
		assertThat(this.err.toString()).contains("does not exist").hasLineCount(1);
	}

	@Test
	void leavesNoCopyOfADamagedDatabase() throws IOException {
		Databases.sqlite(data()).close();
		Path database = data().resolve("parley.db");
		byte[] bytes = Files.readAllBytes(database);
		Arrays.fill(bytes, 4096, bytes.length, (byte) 0x5a);
		Files.write(database, bytes);
		Path copy = this.folder.resolve("copy.db");
		assertThat(backup(copy)).isEqualTo(1);
		assertThat(this.err.toString()).contains("could not be copied").hasLineCount(1);
		assertThat(copy).doesNotExist();
	}

	@Test
	void refersToPgDumpForPostgresql() {
		assertThat(run("copy.db", "--spring.datasource.url=jdbc:postgresql://host/parley")).isEqualTo(1);
		assertThat(this.err.toString()).contains("pg_dump").doesNotContain("host/parley");
	}

	@Test
	void requiresAFile() {
		assertThat(run()).isEqualTo(2);
		assertThat(this.err.toString()).contains("FILE");
	}

	private Path data() {
		return this.folder.resolve("data");
	}

	private int backup(Path copy) {
		return run(copy.toString(), "--parley.data=" + data());
	}

	private int run(String... arguments) {
		return new CommandLine(new BackupCommand()).setOut(new PrintWriter(this.out, true))
			.setErr(new PrintWriter(this.err, true))
			.execute(arguments);
	}

	private static void insert(Database database, String id) {
		database.jdbc()
			.sql("insert into organisation (id, kind, name, created_at) values (?, 'MSP', ?, 0)")
			.params(id, id)
			.update();
	}

}
