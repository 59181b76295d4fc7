package dev.parley.identity.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.parley.storage.StartException;
import dev.parley.support.TurnableClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class KeyFileTests {

	private final SecureRandom random = new SecureRandom();

	private final TurnableClock clock = new TurnableClock();

	@TempDir
	Path folder;

	private Path path;

	private KeyFile file;

	@BeforeEach
	void noFileYet() {
		this.path = this.folder.resolve("token-keys.json");
		this.file = new KeyFile(this.path);
	}

	@ParameterizedTest
	@ValueSource(strings = { "HS256", "RS256", "ES256" })
	void aNewFileContainsOneKeyAndIsReadableByItsOwnerOnly(String algorithm) throws IOException {
		this.file.create(algorithm, this.random);

		SigningKey key = this.file.read().getFirst();
		assertThat(key.algorithm()).isEqualTo(algorithm);
		assertThat(key.retired()).isNull();
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.path))).isEqualTo("rw-------");
		try (Stream<Path> files = Files.list(this.folder)) {
			assertThat(files).containsExactly(this.path);
		}
	}

	@Test
	void aSecondProcessUsesTheKeyOfTheFirst() {
		this.file.create("HS256", this.random);
		String first = this.file.read().getFirst().id();

		this.file.create("HS256", this.random);

		assertThat(this.file.read()).extracting(SigningKey::id).containsExactly(first);
	}

	@Test
	void rotationAddsANewKeyAndKeepsTheOldOneForItsTokens() {
		this.file.create("HS256", this.random);
		String first = this.file.read().getFirst().id();
		Instant now = this.clock.instant();

		SigningKey second = this.file.rotate("ES256", this.random, now);
		assertThat(this.file.read()).extracting(SigningKey::id).containsExactly(second.id(), first);
		assertThat(this.file.read().getLast().retired()).isEqualTo(Instant.parse("2026-11-20T10:00:00Z"));

		SigningKey third = this.file.rotate("HS256", this.random, now.plus(Duration.ofDays(1)));
		assertThat(this.file.read()).extracting(SigningKey::id).containsExactly(third.id(), second.id(), first);

		SigningKey fourth = this.file.rotate("HS256", this.random, now.plus(Duration.ofDays(3)));
		assertThat(this.file.read()).extracting(SigningKey::id).containsExactly(fourth.id(), third.id());
	}

	@Test
	void aRunningServerReloadsRotatedKeysAndStillVerifiesOldTokens() {
		this.file.create("HS256", this.random);
		TokenKeys keys = TokenKeys.of(this.file, this.clock);
		TokenService tokens = new TokenService(keys, "parley", "parley", this.clock);
		String old = tokens.issue("mia", null, Duration.ofMinutes(15));

		SigningKey fresh = this.file.rotate("HS256", this.random, this.clock.instant());
		this.clock.turn(Duration.ofSeconds(1));

		assertThat(keys.current().id()).isEqualTo(fresh.id());
		assertThat(tokens.verify(old).subject()).isEqualTo("mia");
		assertThat(tokens.verify(tokens.issue("mia", null, Duration.ofMinutes(15))).subject()).isEqualTo("mia");
	}

	@Test
	void keepsTheOldKeysWhenTheFileBecomesUnusable() throws IOException {
		this.file.create("HS256", this.random);
		TokenKeys keys = TokenKeys.of(this.file, this.clock);
		String before = keys.current().id();

		Files.writeString(this.path, "{\"keys\":[");
		this.clock.turn(Duration.ofSeconds(1));
		assertThat(keys.current().id()).isEqualTo(before);

		Files.delete(this.path);
		this.clock.turn(Duration.ofSeconds(1));
		assertThat(keys.current().id()).isEqualTo(before);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
							''                                                                    | contains no key to sign with
							{                                                                     | is not JSON
							[]                                                                    | contains no key to sign with
							{"keys":[]}                                                           | contains no key to sign with
							{"keys":[{"kty":"oct","kid":"a","k":"AAAA"}]}                         | The algorithm none in the key file
							{"keys":[{"kty":"oct","kid":"a","alg":"HS1","k":"AAAA"}]}             | The algorithm HS1 in the key file
							{"keys":[{"kty":"oct","kid":"a","alg":"none","k":"AAAA"}]}            | The algorithm none in the key file
							{"keys":[{"kty":"oct","kid":"a","alg":"HS256","k":"AAAA"}]}           | has 24 bits; HS256 needs at least 256
							{"keys":[{"kty":"oct","kid":"a","alg":"RS256","k":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}]} | not a valid JSON Web Key
							{"keys":[{"kty":"oct","kid":"a","alg":"HS256"}]}                      | has 0 bits
					{"keys":[{"kty":"oct","kid":"a","alg":"HS256","k":"=?"}]}             | not a valid JSON Web Key
					{"keys":[{"kty":"EC","kid":"a","alg":"ES256"}]}                       | not a valid JSON Web Key
							{"keys":[7]}                                                          | The algorithm none in the key file
							""")
	void aFileThatCannotBeUsedIsExplainedInOneSentence(String content, String sentence) throws IOException {
		Files.writeString(this.path, content);

		assertThatExceptionOfType(StartException.class).isThrownBy(this.file::read)
			.satisfies((ex) -> assertThat(ex.sentence()).contains(sentence).endsWith(".").doesNotContain("AAAA"));
	}

	@Test
	void rejectsAKeyWithoutAnId() throws IOException {
		write(Jwks.UNSAFE_JSON(Jwks.builder().key(Jwts.SIG.HS256.key().build()).algorithm("HS256").build()));

		assertThatExceptionOfType(StartException.class).isThrownBy(this.file::read)
			.withMessageContaining("has no `kid`");
	}

	@Test
	void rejectsAPublicKey() throws IOException {
		write(Jwks.json(Jwks.builder()
			.rsaKeyPair(Jwts.SIG.RS256.keyPair().build())
			.id("public")
			.algorithm("RS256")
			.build()
			.toPublicJwk()));

		assertThatExceptionOfType(StartException.class).isThrownBy(this.file::read)
			.withMessageContaining("Key public in the key file")
			.withMessageContaining("is not a private key for RS256");
	}

	@Test
	void rejectsAnRsaKeyThatIsTooShort() throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(1024);
		write(Jwks
			.UNSAFE_JSON(Jwks.builder().rsaKeyPair(generator.generateKeyPair()).id("weak").algorithm("RS256").build()));

		assertThatExceptionOfType(StartException.class).isThrownBy(this.file::read)
			.withMessageContaining("has 1024 bits; RS256 needs at least 2048");
	}

	@Test
	void explainsAMissingFileAndAnUnwritableFolder() throws IOException {
		assertThatExceptionOfType(StartException.class).isThrownBy(this.file::read)
			.withMessageContaining("cannot be read (NoSuchFile)");

		Path blocked = Files.writeString(this.folder.resolve("blocked"), "");
		assertThatExceptionOfType(StartException.class)
			.isThrownBy(() -> new KeyFile(blocked.resolve("token-keys.json")).create("HS256", this.random))
			.withMessageContaining("cannot be written");
	}

	@Test
	void explainsAnUnknownAlgorithm() {
		assertThatExceptionOfType(StartException.class).isThrownBy(() -> this.file.create("HS1", this.random))
			.withMessageContaining("The algorithm HS1 in parley.identity.key-algorithm");
	}

	@Test
	void toStringDoesNotRevealKeys() {
		this.file.create("HS256", this.random);
		SigningKey key = this.file.read().getFirst();

		assertThat(List.of(key)).asString().isEqualTo("[SigningKey[id=" + key.id() + ", algorithm=HS256]]");
	}

	private void write(String key) throws IOException {
		Files.writeString(this.path, "{\"keys\":[" + key + "]}");
	}

}
