package dev.parley.lab.engine;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EndpointTests {

	@Test
	void takesAnAddressApartAndShowsNoTokenOfIt() {
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
	void refusesATextThatIsNoAddress(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Endpoint.of(text));
	}

	@Test
	void aHeaderCannotSmuggleAnother() {
		Endpoint endpoint = Endpoint.of("ws://127.0.0.1:1");

		assertThatIllegalArgumentException().isThrownBy(() -> new Dial(endpoint, Map.of("A", "b\r\nC: d"), List.of()));
		assertThatIllegalArgumentException().isThrownBy(() -> new Dial(endpoint, Map.of(), List.of("a\nb")));
	}

	@ParameterizedTest
	@CsvSource({ "ws://host, 80, false, /, host", "wss://host, 443, true, /, host",
			"https://host/x?y=1, 443, true, /x?y=1, host", "WS://host:81/a%20b, 81, false, /a%20b, host:81",
			"ws://[::1]:9/, 9, false, /, [::1]:9", "ws://h?q, 80, false, /?q, h" })
	void knowsPortTlsTargetAndHostHeader(String text, int port, boolean tls, String target, String authority) {
		Endpoint endpoint = Endpoint.of(" " + text + " ");

		assertThat(endpoint.address().getPort()).isEqualTo(port);
		assertThat(endpoint.tls()).isEqualTo(tls);
		assertThat(endpoint.target()).isEqualTo(target);
		assertThat(endpoint.authority()).isEqualTo(authority);
	}

	@Test
	void saysWhatIsWrongWithAnAddress() {
		assertThatIllegalArgumentException().isThrownBy(() -> Endpoint.of("ws://bad host/"))
			.withMessage("'ws://bad host/' is not an address; write for example ws://localhost:8080/ws");
		assertThatIllegalArgumentException().isThrownBy(() -> Endpoint.of("ftp://x/y"))
			.withMessage("'ftp://x/y' is not a WebSocket address; write for example ws://localhost:8080/ws");
	}

	@Test
	void aQueryIsAppendedToTheOneThereIs() {
		Endpoint endpoint = Endpoint.of("ws://127.0.0.1:1/ws");

		assertThat(endpoint.withQuery("a=1").target()).isEqualTo("/ws?a=1");
		assertThat(endpoint.withQuery("a=1").withQuery("b=2").target()).isEqualTo("/ws?a=1&b=2");
		assertThat(endpoint.withTarget("/other").withQuery("c").target()).isEqualTo("/other?c");
	}

	@Test
	void aProxyChangesTheAddressAndNotTheRequest() {
		Endpoint endpoint = Endpoint.of("wss://127.0.0.1:1/ws").via(new InetSocketAddress("127.0.0.1", 2));

		assertThat(endpoint.address().getPort()).isEqualTo(2);
		assertThat(endpoint.authority()).isEqualTo("127.0.0.1:1");
		assertThat(endpoint.tls()).isTrue();
		assertThat(endpoint).hasToString("wss://127.0.0.1:1/ws");
	}

	@Test
	void anUnknownNameIsNotTheLoopback() {
		assertThat(Endpoint.of("ws://no-such-host.invalid/").isLoopback()).isFalse();
		assertThat(Endpoint.of("ws://localhost/").isLoopback()).isTrue();
	}

	@Test
	void aDialIsImmutable() {
		Dial dial = Dial.to(Endpoint.of("ws://127.0.0.1:1"));

		assertThat(dial.headers()).isUnmodifiable();
		assertThat(dial.subprotocols()).isEmpty();
	}

}
