package dev.parley.gateway;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

class CredentialTests {

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/ws/engagement");

	@Test
	void theSubProtocolComesFirstThenTheHeaderThenTheTicketThenTheQuery() {
		this.request.addHeader("Authorization", "Bearer header");
		this.request.addParameter("ticket", "ticket");
		this.request.addParameter("token", "query");
		assertThat(of("parley.v1", "parley.bearer.protocol")).contains(new Credential.Bearer("protocol"));
		assertThat(of("parley.v1")).contains(new Credential.Bearer("header"));
		this.request.removeHeader("Authorization");
		assertThat(of()).contains(new Credential.Ticket("ticket"));
		this.request.removeParameter("ticket");
		assertThat(of()).contains(new Credential.Bearer("query"));
	}

	@Test
	void aTokenInTheQueryCanBeDisabled() {
		this.request.addParameter("token", "query");
		assertThat(Credential.of(this.request, List.of(), false)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Basic abc", "Bearer", "bearerabc", "" })
	void otherAuthorizationSchemesAreIgnored(String header) {
		this.request.addHeader("Authorization", header);
		assertThat(of()).isEmpty();
	}

	@Test
	void theSchemeOfTheHeaderIsNotCaseSensitive() {
		this.request.addHeader("Authorization", "bearer abc");
		assertThat(of()).contains(new Credential.Bearer("abc"));
	}

	@Test
	void toStringHidesTheCredential() {
		assertThat(new Credential.Bearer("secret")).asString().doesNotContain("secret");
		assertThat(new Credential.Ticket("secret")).asString().doesNotContain("secret");
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "parley.v1, V1", "parley.v1.batch, V1_BATCH", "other, UNNAMED", "-, UNNAMED",
					"parley.bearer.x, UNNAMED", "parley.v2, UNSUPPORTED", "parley.v1.zip, UNSUPPORTED",
					"parley.v10, UNSUPPORTED", "parley.v2|parley.v1, V1", "parley.v1.batch|parley.v1, V1_BATCH" })
	void theFirstSupportedSubProtocolIsChosen(String offered, SubProtocol chosen) {
		assertThat(SubProtocol.among((offered != null) ? List.of(offered.split("\\|")) : List.of())).isEqualTo(chosen);
	}

	private Optional<Credential> of(String... offered) {
		return Credential.of(this.request, List.of(offered), true);
	}

}
