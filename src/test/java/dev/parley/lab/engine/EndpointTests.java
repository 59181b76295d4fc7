package dev.parley.lab.engine;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EndpointTests {

	@Test
	void theAddressIsTakenApartAndATokenInItIsNotShown() {
		Endpoint endpoint = Endpoint.of("wss://127.0.0.1/ws/engagement?token=secret");

		assertThat(endpoint.tls()).isTrue();
		assertThat(endpoint.address().getPort()).isEqualTo(443);
		assertThat(endpoint.target()).isEqualTo("/ws/engagement?token=secret");
		assertThat(endpoint).hasToString("wss://127.0.0.1/ws/engagement");
		assertThat(endpoint.isLoopback()).isTrue();
		assertThat(Endpoint.of("ws://[::1]:9000").target()).isEqualTo("/");
		assertThat(Endpoint.of("http://localhost:1/x").tls()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "localhost:8080", "ftp://x/y", "ws://", "ws://bad host/", "/ws" })
	void whatIsNoAddressIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Endpoint.of(text));
	}

	@Test
	void aHeaderCannotSmuggleAnother() {
		Endpoint endpoint = Endpoint.of("ws://127.0.0.1:1");

		assertThatIllegalArgumentException().isThrownBy(() -> new Dial(endpoint, Map.of("A", "b\r\nC: d"), List.of()));
		assertThatIllegalArgumentException().isThrownBy(() -> new Dial(endpoint, Map.of(), List.of("a\nb")));
	}

}
