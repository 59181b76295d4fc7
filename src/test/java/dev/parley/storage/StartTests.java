package dev.parley.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

import javax.sql.DataSource;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import dev.parley.Parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An invalid configuration prevents the start with a readable message. */
@Tag("slow")
@ExtendWith(OutputCaptureExtension.class)
class StartTests {

	@TempDir
	private Path folder;

	@Test
	void createsADatabaseThatOnlyItsOwnerCanAccess() throws IOException {
		try (ConfigurableApplicationContext context = start("parley.data=" + data())) {
			JdbcClient jdbc = context.getBean(JdbcClient.class);
			assertThat(jdbc.sql("pragma journal_mode").query(String.class).single()).isEqualTo("wal");
			assertThat(jdbc.sql("pragma synchronous").query(Integer.class).single()).isEqualTo(2);
			assertThat(jdbc.sql("pragma foreign_keys").query(Integer.class).single()).isEqualTo(1);
			assertThat(context.getBean(Vendor.class)).isEqualTo(Vendor.SQLITE);
			assertThat(modes(data())).isEqualTo("rwx------");
			try (var files = Files.list(data())) {
				assertThat(files).isNotEmpty().allMatch((file) -> modes(file).equals("rw-------"));
			}
		}
	}

	@Test
	void commitsOnPostgresqlWaitForTheDiskWhateverTheServersSetting() throws SQLException {
		PostgresServer.Address address = newDatabase();
		execute(address, "alter database " + name(address) + " set synchronous_commit = off");
		try (Database database = Databases.postgresql(address)) {
			assertThat(database.jdbc().sql("show synchronous_commit").query(String.class).single()).isEqualTo("on");
		}
	}

	@Test
	void keepsAStrongerSettingOfPostgresql() throws SQLException {
		PostgresServer.Address address = newDatabase();
		execute(address, "alter database " + name(address) + " set synchronous_commit = remote_apply");
		try (Database database = Databases.postgresql(address)) {
			assertThat(database.jdbc().sql("show synchronous_commit").query(String.class).single())
				.isEqualTo("remote_apply");
		}
	}

	@Test
	void reportsAFileInPlaceOfTheDataFolder(CapturedOutput output) throws IOException {
		Files.writeString(data(), "x");
		assertStartError(output, "The data folder " + data() + " cannot be created", "parley.data=" + data());
	}

	@Test
	void reportsADataFolderThatCannotBeCreated(CapturedOutput output) throws IOException {
		Files.writeString(this.folder.resolve("file"), "x");
		Path below = this.folder.resolve("file/data");
		assertStartError(output, "The data folder " + below + " cannot be created", "parley.data=" + below);
	}

	@Test
	void reportsADataFolderThatCannotHoldFiles(CapturedOutput output) {
		assertStartError(output, "The data folder /proc/self", "parley.data=/proc/self");
	}

	@Test
	void reportsAFolderInPlaceOfTheDatabase(CapturedOutput output) throws IOException {
		Files.createDirectories(data().resolve("parley.db"));
		assertStartError(output, "The data folder " + data() + " contains parley.db, which is not a regular file",
				"parley.data=" + data());
	}

	@Test
	void reportsAFileThatIsNotADatabase(CapturedOutput output) throws IOException {
		Files.createDirectory(data());
		Files.writeString(data().resolve("parley.db"), "not a database, but long enough to be taken for one".repeat(9));
		assertStartError(output, "cannot be used as Parley's database", "parley.data=" + data());
	}

	@Test
	void reportsADataFolderUsedByThisProcess(CapturedOutput output) {
		try (Database _ = Databases.sqlite(data())) {
			assertStartError(output, "is in use by another Parley (process " + ProcessHandle.current().pid() + ")",
					"parley.data=" + data());
		}
		start("parley.data=" + data()).close();
	}

	@Test
	void reportsADataFolderUsedByAnotherProcess(CapturedOutput output) throws IOException, InterruptedException {
		Databases.sqlite(data()).close();
		Process other = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
				System.getProperty("java.class.path"), LockHolder.class.getName(), data().toString())
			.redirectErrorStream(true)
			.start();
		try {
			assertThat((char) other.getInputStream().read()).isEqualTo(LockHolder.LOCKED);
			assertStartError(output, "is in use by another Parley (process " + other.pid() + ")",
					"parley.data=" + data());
		}
		finally {
			other.destroyForcibly().waitFor();
		}
		start("parley.data=" + data()).close();
	}

	@Test
	void reportsTheAddressOfAnotherKindOfDatabase(CapturedOutput output) {
		assertStartError(output, "is not a PostgreSQL address", "spring.datasource.url=jdbc:mysql://host/parley");
	}

	@Test
	void doesNotPrintThePasswordInAnInvalidAddress(CapturedOutput output) {
		assertStartError(output, "is not a PostgreSQL address",
				"spring.datasource.url=postgres://parley:s3cret@host/parley?password=s3cret");
		assertThat(output.getAll()).doesNotContain("s3cret");
	}

	@Test
	void reportsAnUnreachableDatabaseServer(CapturedOutput output) {
		assertStartError(output, "The database jdbc:postgresql://localhost:1/parley cannot be used",
				"spring.datasource.url=jdbc:postgresql://localhost:1/parley?password=s3cret");
		assertThat(output.getAll()).doesNotContain("s3cret");
	}

	@Test
	void reportsADatabaseThatDoesNotExist(CapturedOutput output) {
		PostgresServer.Address address = newDatabase();
		assertStartError(output, "\"nowhere\" does not exist",
				"spring.datasource.url=" + address.url().replace(name(address), "nowhere"),
				"spring.datasource.username=" + address.user(), "spring.datasource.password=" + address.password());
	}

	@Test
	void reportsAPortThatIsInUse(CapturedOutput output) throws IOException {
		try (ServerSocket taken = new ServerSocket(0)) {
			assertThatThrownBy(() -> new SpringApplicationBuilder(Parley.class).run("--parley.data=" + data(),
					"--server.port=" + taken.getLocalPort()))
				.isNotNull();
			assertThat(output.getAll()).contains("APPLICATION FAILED TO START",
					"Port " + taken.getLocalPort() + " was already in use.");
		}
	}

	@Test
	void reportsASchemaOfANewerVersion(CapturedOutput output) {
		try (Database database = Databases.sqlite(data())) {
			database.jdbc().sql("""
					insert into flyway_schema_history
					select 99, '99', 'future', 'SQL', 'V99__future.sql', 1, 'x', current_timestamp, 1, 1""").update();
		}
		assertStartError(output, "has schema version 99 of a newer Parley", "parley.data=" + data());
	}

	@Test
	void reportsAModifiedSchema(CapturedOutput output) {
		try (Database database = Databases.sqlite(data())) {
			database.jdbc().sql("update flyway_schema_history set checksum = 1 where version = '1'").update();
		}
		assertStartError(output, "does not match the migrations of this version", "parley.data=" + data());
	}

	@Test
	void aFailedMigrationChangesNothing() throws IOException {
		Path scripts = Files.createDirectory(this.folder.resolve("scripts"));
		Files.writeString(scripts.resolve("V1__good.sql"), "create table good (id text);");
		Files.writeString(scripts.resolve("V2__bad.sql"), "create table half (id text); create table half (id text);");
		assertNothingLeft(new DriverManagerDataSource("jdbc:sqlite:" + this.folder.resolve("half.db")), Vendor.SQLITE,
				scripts, "select name from sqlite_master where type = 'table'");
		PostgresServer.Address address = newDatabase();
		assertNothingLeft(new DriverManagerDataSource(address.url(), address.user(), address.password()),
				Vendor.POSTGRESQL, scripts, "select tablename from pg_tables where schemaname = 'public'");
	}

	private static void assertNothingLeft(DataSource database, Vendor vendor, Path scripts, String tables) {
		assertThatThrownBy(() -> Migrations.migrate(database, vendor, "filesystem:" + scripts))
			.isInstanceOf(StartException.class)
			.hasMessageContaining("could not be migrated")
			.hasMessageContaining("half");
		assertThat(JdbcClient.create(database).sql(tables).query(String.class).list()).contains("good")
			.doesNotContain("half");
	}

	private Path data() {
		return this.folder.resolve("data");
	}

	private void assertStartError(CapturedOutput output, String sentence, String... properties) {
		assertThatThrownBy(() -> start(properties)).isNotNull();
		assertThat(output.getAll()).contains("APPLICATION FAILED TO START", sentence).doesNotContain("\tat ");
		String shown = output.getAll().substring(output.getAll().lastIndexOf(sentence));
		assertThat(shown.strip()).hasLineCount(1).endsWith(".");
	}

	private static ConfigurableApplicationContext start(String... properties) {
		return new SpringApplicationBuilder(StorageConfig.class).web(WebApplicationType.NONE)
			.properties(properties)
			.run();
	}

	private static PostgresServer.Address newDatabase() {
		return PostgresServer.running().create("start_" + UUID.randomUUID().toString().replace("-", ""));
	}

	private static String name(PostgresServer.Address address) {
		return address.url().substring(address.url().lastIndexOf('/') + 1);
	}

	private static void execute(PostgresServer.Address address, String sql) throws SQLException {
		try (var connection = DriverManager.getConnection(address.url(), address.user(), address.password());
				var statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private static String modes(Path path) {
		try {
			return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
