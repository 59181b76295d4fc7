package dev.parley.identity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.parley.protocol.RejectedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EmailAddressesTests {

	@Test
	void trimsAndLowerCasesAnAddress() {
		assertThat(EmailAddresses.canonical("  Mia@Northwind.Example ")).isEqualTo("mia@northwind.example");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " ", "mia", "@northwind.example", "mia@", "mia@@northwind.example", "mia@north wind",
			"mia\u0000@northwind.example", "mia@northwind.example\r\nBcc: all@example.org" })
	void rejectsAnInvalidAddressAndNamesTheField(String email) {
		assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> EmailAddresses.canonical(email))
			.satisfies((ex) -> assertThat(ex.field()).isEqualTo("email"));
	}

	@Test
	void rejectsAnAddressThatIsTooLong() {
		assertThatExceptionOfType(RejectedException.class)
			.isThrownBy(() -> EmailAddresses.canonical("a".repeat(250) + "@example.org"));
	}

}
