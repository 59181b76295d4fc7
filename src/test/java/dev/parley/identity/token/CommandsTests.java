package dev.parley.identity.token;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import dev.parley.identity.People;
import dev.parley.storage.Database;
import dev.parley.storage.EveryDatabase;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("slow")
@EveryDatabase
class CommandsTests {

	private final Map<String, Object> settings = new HashMap<>();

	private final People people;

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	@TempDir
	Path folder;

	private KeyFile keys;

	CommandsTests(Database database) {
		this.settings.putAll(database.properties());
		this.people = new People(database.jdbc(), Clock.systemUTC());
	}

	@BeforeEach
	void oneUserAndAKeyFile() {
		this.people.reset();
		this.people.person("mia", null);
		this.keys = new KeyFile(this.folder.resolve("token-keys.json"));
		this.keys.create("HS256", new SecureRandom());
		this.settings.put("parley.identity.key-file", this.folder.resolve("token-keys.json").toString());
	}

	@Test
	void mintsATokenByEmailOrIdAndPrintsNothingElse() {
		for (String user : List.of("mia", "Mia@Northwind.example")) {
			this.out.getBuffer().setLength(0);
			assertThat(token("--user", user, "--ttl", "12h")).isZero();

			VerifiedToken verified = server().verify(this.out.toString().strip());
			assertThat(verified.subject()).isEqualTo("mia");
			assertThat(verified.session()).isNull();
			assertThat(Duration.between(Instant.now(), verified.expiresAt())).isBetween(Duration.ofHours(11),
					Duration.ofHours(12));
			assertThat(this.err.toString()).isEmpty();
		}
	}

	@Test
	void usesConfiguredKeys() {
		this.settings.put("parley.identity.keys[0].id", "configured");
		this.settings.put("parley.identity.keys[0].secret", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");

		assertThat(token("--user", "mia")).isZero();
		assertThat(this.out.toString()).startsWith("ey");
		assertThat(keys("rotate")).isEqualTo(1);
		assertThat(this.err.toString()).contains("parley.identity.keys");
	}

	@Test
	void rejectsUnknownAndDisabledUsers() {
		this.people.person("noah", null);
		this.people.disable("noah");

		assertThat(token("--user", "nobody@northwind.example")).isEqualTo(1);
		assertThat(token("--user", "noah")).isEqualTo(1);
		assertThat(token("--user", "' or 1=1 --")).isEqualTo(1);
		assertThat(token("--user", "@")).isEqualTo(1);
		assertThat(this.out.toString()).isEmpty();
		assertThat(this.err.toString()).contains("There is no user nobody@northwind.example")
			.contains("User noah is disabled")
			.doesNotContain("\tat ");
	}

	@Test
	void explainsWrongUsage() {
		assertThat(token()).isEqualTo(2);
		assertThat(token("--user", "mia", "--ttl", "soon")).isEqualTo(2);
		assertThat(token("--user", "mia", "--ttl", "0s")).isEqualTo(2);
		assertThat(keys("destroy")).isEqualTo(2);
		assertThat(this.err.toString()).contains("--user=EMAIL|ID")
			.contains("'soon' is not a duration such as 15m, 12h or 30d")
			.contains("--ttl must be positive");
	}

	@Test
	void saysWhatToSetWhenThereIsNoDatabase() {
		this.settings.remove("spring.datasource.url");

		assertThat(token("--user", "mia", "--data", this.folder.resolve("none").toString())).isEqualTo(1);
		assertThat(this.err.toString()).contains("There is no database in").contains("parley.data");
	}

	@Test
	void reportsAnUnreachableDatabaseInOneSentence() {
		this.settings.put("spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/none?password=secret");

		assertThat(token("--user", "mia")).isEqualTo(1);
		assertThat(this.err.toString()).contains("The database jdbc:postgresql://127.0.0.1:1/none cannot be read")
			.doesNotContain("secret");
	}

	@Test
	void rotationAddsASigningKeyAndPrintsItsId() {
		String before = this.keys.read().getFirst().id();

		assertThat(keys("rotate")).isZero();

		assertThat(this.keys.read()).hasSize(2).extracting(SigningKey::id).last().isEqualTo(before);
		assertThat(this.out.toString()).contains(this.keys.read().getFirst().id()).contains("HS256");
	}

	private TokenService server() {
		return new TokenService(TokenKeys.of(this.keys, Clock.systemUTC()), "parley", "parley", Clock.systemUTC());
	}

	private int token(String... args) {
		return execute(new TokenCommand(this.settings), args);
	}

	private int keys(String... args) {
		return execute(new KeysCommand(this.settings), args);
	}

	private int execute(Object command, String... args) {
		CommandLine line = CommandRunner.commandLine(command);
		return line.setOut(new PrintWriter(this.out, true)).setErr(new PrintWriter(this.err, true)).execute(args);
	}

}
