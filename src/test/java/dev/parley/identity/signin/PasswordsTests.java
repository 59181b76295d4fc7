package dev.parley.identity.signin;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

import dev.parley.identity.Settings;
import dev.parley.protocol.RejectedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PasswordsTests {

	private final Passwords passwords = new Passwords(Settings.identity());

	@AfterEach
	void stop() {
		this.passwords.destroy();
	}

	@Test
	void hashesANewPasswordWithArgon2() {
		String hash = this.passwords.choose("password", "correct horse");

		assertThat(hash).startsWith("{argon2}$argon2id$");
		assertThat(this.passwords.matches("correct horse", hash)).isTrue();
		assertThat(this.passwords.matches("Correct horse", hash)).isFalse();
		assertThat(this.passwords.isOutdated(hash)).isFalse();
	}

	@Test
	void acceptsAnImportedBcryptHashAsOutdated() {
		String hash = "{bcrypt}" + new BCryptPasswordEncoder(4).encode("correct horse");

		assertThat(this.passwords.matches("correct horse", hash)).isTrue();
		assertThat(this.passwords.isOutdated(hash)).isTrue();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "short", "          ", "123456789" })
	void rejectsAWeakPasswordAndNamesTheField(String password) {
		assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> this.passwords.choose("password", password))
			.satisfies((ex) -> assertThat(ex.field()).isEqualTo("password"));
	}

	@Test
	void rejectsAnOverlongPasswordBeforeHashing() {
		assertThatExceptionOfType(RejectedException.class)
			.isThrownBy(() -> this.passwords.choose("password", "a".repeat(201)));
	}

	@Test
	void doesTheSameWorkWithoutAHashAndMatchesNothing() {
		// The dummy hash must cost as much as a new one.
		assertThat(this.passwords.isOutdated(Passwords.DUMMY_HASH)).isFalse();
		assertThat(this.passwords.matches("correct horse", null)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "plain", "{noop}correct horse", "{argon2}", "{argon2}$argon2id$broken", "{bcrypt}x" })
	void aBrokenHashMatchesNothing(String hash) {
		assertThat(this.passwords.matches("correct horse", hash)).isFalse();
	}

}
