package dev.parley.identity.token;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import dev.parley.identity.IdentityProperties;
import dev.parley.protocol.RejectedException;
import dev.parley.storage.DataFolder;
import dev.parley.storage.StartException;
import dev.parley.support.TurnableClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TokenConfigTests {

	private static final String SECRET = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

	private final Map<String, Object> settings = new HashMap<>();

	private final TokenConfig config = new TokenConfig();

	@TempDir
	Path folder;

	@Test
	void theFirstStartCreatesAKeyFileAndLaterOnesReuseIt() {
		String first = keys().current().id();

		assertThat(this.folder.resolve("data/token-keys.json")).exists();
		assertThat(keys().current().id()).isEqualTo(first);
	}

	@Test
	void configuredKeysNeedNoDataFolder() {
		configure("a", SECRET);

		assertThat(keys().current().id()).isEqualTo("a");
		assertThat(this.folder.resolve("data")).doesNotExist();
	}

	@Test
	void theKeyFileCanBeOutsideTheDataFolder() {
		this.settings.put("parley.identity.key-file", this.folder.resolve("elsewhere/keys.json").toString());
		keys();

		assertThat(this.folder.resolve("elsewhere/keys.json")).exists();
		assertThat(this.folder.resolve("data")).doesNotExist();
	}

	@Test
	void acceptsASecretInUrlSafeBase64() {
		configure("a", "-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_8");

		assertThat(keys().current().id()).isEqualTo("a");
	}

	@Test
	void aShortSecretPreventsTheStart() {
		configure("a", "c2hvcnQ=");

		stops("Signing key a has 40 bits; HS256 needs at least 256.");
	}

	@Test
	void aSecretThatIsNotBase64PreventsTheStartAndIsNotPrinted() {
		configure("a", "not Base64 at all!");

		assertThatExceptionOfType(StartException.class).isThrownBy(this::keys)
			.satisfies((ex) -> assertThat(ex.sentence()).contains("The secret of key a in parley.identity.keys")
				.doesNotContain("not Base64 at all!"));
	}

	@Test
	void twoKeysWithTheSameIdPreventTheStart() {
		configure("a", SECRET);
		this.settings.put("parley.identity.keys[1].id", "a");
		this.settings.put("parley.identity.keys[1].secret", SECRET);

		stops("parley.identity.keys contains two keys with the id a.");
	}

	@Test
	void anUnknownAlgorithmPreventsTheStart() {
		this.settings.put("parley.identity.key-algorithm", "HS1");

		stops("The algorithm HS1 in parley.identity.key-algorithm is not supported. Use HS256, RS256 or ES256.");
	}

	@Test
	void anInvalidKeyFilePreventsTheStart() throws Exception {
		Files.createDirectories(this.folder.resolve("data"));
		Files.writeString(this.folder.resolve("data/token-keys.json"), "not json");

		assertThatExceptionOfType(StartException.class).isThrownBy(this::keys).withMessageContaining("is not JSON");
	}

	@Test
	void anExternalIssuerWithOurOwnNamePreventsTheStart() {
		this.settings.put("parley.identity.issuers[0].issuer", "parley");
		this.settings.put("parley.identity.issuers[0].jwks-uri", "https://id.example/keys");
		this.settings.put("parley.identity.issuers[0].audience", "parley");

		assertThatExceptionOfType(StartException.class)
			.isThrownBy(() -> this.config.externalTokens(properties(), (issuer, subject) -> Optional.empty(),
					new TurnableClock()))
			.withMessageContaining("is the issuer of our own tokens");
	}

	@Test
	void publishesKeysOnlyIfTheyHaveAPublicPart() {
		assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> new JwksController(keys()).keys());

		this.settings.put("parley.identity.key-file", this.folder.resolve("ec.json").toString());
		this.settings.put("parley.identity.key-algorithm", "ES256");
		String published = new JwksController(keys()).keys().getBody();

		assertThat(published)
			.contains("\"kty\":\"EC\"", "\"kid\":\"" + keys().current().id() + "\"", "\"alg\":\"ES256\"")
			.doesNotContain("\"d\":");
	}

	@Test
	void securitySettingsHaveTheirDocumentedDefaults() {
		IdentityProperties defaults = properties();

		assertThat(defaults.accessTokenLifetime()).isEqualTo(Duration.ofMinutes(15));
		assertThat(defaults.refreshTokenLifetime()).isEqualTo(Duration.ofDays(14));
		assertThat(defaults.ticketLifetime()).isEqualTo(Duration.ofSeconds(30));
		assertThat(defaults.limits().accountBurst()).isEqualTo(10);
		assertThat(defaults.limits().addressBurst()).isEqualTo(60);
		assertThat(defaults.metricsFromLoopback()).isFalse();
	}

	private void configure(String id, String secret) {
		this.settings.put("parley.identity.keys[0].id", id);
		this.settings.put("parley.identity.keys[0].secret", secret);
	}

	private IdentityProperties properties() {
		return new Binder(new MapConfigurationPropertySource(this.settings)).bindOrCreate("parley.identity",
				IdentityProperties.class);
	}

	private TokenKeys keys() {
		return this.config.tokenKeys(properties(), new DataFolder(this.folder.resolve("data")), new SecureRandom(),
				Clock.systemUTC());
	}

	private void stops(String sentence) {
		assertThatExceptionOfType(StartException.class).isThrownBy(this::keys)
			.satisfies((ex) -> assertThat(ex.sentence()).isEqualTo(sentence));
	}

}
