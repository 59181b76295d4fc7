package dev.parley.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.parley.system.support.Cast;
import dev.parley.system.support.LiveServer;
import dev.parley.system.support.RawSocket;
import dev.parley.system.support.Rest;
import dev.parley.system.support.TestClient;

import static org.assertj.core.api.Assertions.assertThat;

@LiveServer
@ExtendWith(OutputCaptureExtension.class)
class HandshakeTests {

	@LocalServerPort
	private int port;

	@Autowired
	private Cast cast;

	@Test
	void acceptsATokenInTheSubProtocol() {
		try (TestClient client = TestClient.opened(this.port, "parley.v1", "parley.bearer." + token())) {
			assertThat(client.await("welcome").at("/data/user/id").asString()).isEqualTo("mia");
			assertThat(client.subProtocol()).isEqualTo("parley.v1");
		}
	}

	@Test
	void negotiatesBatching() {
		try (TestClient client = TestClient.opened(this.port, "parley.v1.batch", "parley.v1",
				"parley.bearer." + token())) {
			client.await("welcome");
			assertThat(client.subProtocol()).isEqualTo("parley.v1.batch");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/ws/engagement", "/api/v1/ws/engagement" })
	void acceptsATokenInTheHeader(String path) {
		try (TestClient client = TestClient.at(address(path), Map.of("Authorization", "Bearer " + token()))) {
			client.await("welcome");
			assertThat(client.subProtocol()).isEmpty();
		}
	}

	@Test
	void acceptsATokenInTheQuery() {
		try (TestClient client = TestClient.at(address("/ws/engagement?token=" + token()), Map.of())) {
			client.await("welcome");
		}
	}

	@Test
	void aTicketOpensOneConnectionOnly() throws IOException {
		String ticket = new Rest(this.port).send("POST", "/api/auth/ticket", token(), null).get("ticket").asString();
		try (TestClient client = TestClient.at(address("/ws/engagement?ticket=" + ticket), Map.of())) {
			assertThat(client.await("welcome").at("/data/user/id").asString()).isEqualTo("mia");
		}
		assertThat(shake(RawSocket.handshake("/ws/engagement?ticket=" + ticket))).startsWith("HTTP/1.1 401")
			.contains("\"code\":\"unauthenticated\"");
	}

	@Test
	void theWelcomeCarriesLimitsAndExpiry() {
		try (TestClient client = TestClient.opened(this.port, "parley.v1", "parley.bearer." + token())) {
			var data = client.await("welcome").get("data");
			assertThat(data.at("/limits/maxFrameBytes").asInt()).isEqualTo(65536);
			assertThat(data.at("/limits/messagesPerSecond").asInt()).isEqualTo(20);
			assertThat(data.at("/limits/maxTextLength").asInt()).isEqualTo(8000);
			assertThat(data.at("/heartbeat/pingIntervalMs").asLong()).isEqualTo(25000);
			assertThat(data.at("/grants/0/organisation").asString()).isEqualTo("northwind");
			assertThat(data.at("/tokenExpiresAt").asString()).endsWith("Z");
		}
	}

	@Test
	void aConnectionWithoutATokenIsRefusedWithAProblemDocument() throws IOException {
		assertThat(shake(RawSocket.handshake("/ws/engagement"))).startsWith("HTTP/1.1 401")
			.containsIgnoringCase("content-type: application/problem+json")
			.containsIgnoringCase("www-authenticate: bearer")
			.contains("\"code\":\"unauthenticated\"")
			.contains("parley.bearer.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "garbage", "a.b.c", "pk_unknown", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJtaWEifQ." })
	void aConnectionWithAnInvalidTokenIsRefusedWithoutRepeatingIt(String token) throws IOException {
		assertThat(shake(RawSocket.handshake("/ws/engagement", "Authorization: Bearer " + token)))
			.startsWith("HTTP/1.1 401")
			.contains("\"code\":\"unauthenticated\"")
			.doesNotContain(token);
		assertThat(shake(RawSocket.handshake("/ws/engagement?token=" + token))).startsWith("HTTP/1.1 401");
		assertThat(shake(RawSocket.handshake("/ws/engagement?ticket=" + token))).startsWith("HTTP/1.1 401");
		assertThat(shake(
				RawSocket.handshake("/ws/engagement", "Sec-WebSocket-Protocol: parley.v1, parley.bearer." + token)))
			.startsWith("HTTP/1.1 401");
	}

	@Test
	void anExpiredTokenHasItsOwnCode() throws IOException {
		String expired = this.cast.token("mia", Duration.ofSeconds(-120));
		assertThat(shake(RawSocket.handshake("/ws/engagement", "Authorization: Bearer " + expired)))
			.startsWith("HTTP/1.1 401")
			.contains("\"code\":\"token_expired\"");
	}

	@Test
	void onlyTheFirstCredentialIsChecked() throws IOException {
		assertThat(shake(RawSocket.handshake("/ws/engagement?token=" + token(), "Authorization: Bearer garbage")))
			.startsWith("HTTP/1.1 401");
	}

	@ParameterizedTest
	@CsvSource({ "http://evil.example, 403", "http://localhost, 101", "https://localhost, 403", "null, 403",
			"http://localhost.evil.example, 403" })
	void aPageOfAnotherOriginIsRefused(String origin, int status) throws IOException {
		assertThat(
				shake(RawSocket.handshake("/ws/engagement", "Authorization: Bearer " + token(), "Origin: " + origin)))
			.startsWith("HTTP/1.1 " + status);
	}

	@Test
	void aPlainGetIsAnsweredWithUpgradeRequired() throws IOException {
		assertThat(shake("GET /ws/engagement HTTP/1.1\r\nHost: localhost\r\n\r\n")).startsWith("HTTP/1.1 426")
			.containsIgnoringCase("upgrade: websocket")
			.contains("new WebSocket(url");
	}

	@Test
	void anotherMethodIsRefused() throws IOException {
		assertThat(shake("POST /ws/engagement HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n"))
			.startsWith("HTTP/1.1 405");
	}

	@Test
	void otherWebSocketVersionsAreRefusedWithTheSupportedOne() throws IOException {
		assertThat(shake(RawSocket.handshake("/ws/engagement").replace("Version: 13", "Version: 8")))
			.startsWith("HTTP/1.1 426")
			.containsIgnoringCase("sec-websocket-version: 13");
	}

	@Test
	void aHandshakeWithoutKeyIsRefused() throws IOException {
		assertThat(shake(RawSocket.handshake("/ws/engagement").replaceAll("Sec-WebSocket-Key: .*\r\n", "")))
			.startsWith("HTTP/1.1 400");
	}

	@Test
	void invalidHandshakesAreRefusedWithoutAStackTrace(CapturedOutput output) throws IOException {
		String good = RawSocket.handshake("/ws/engagement", "Authorization: Bearer " + token());
		for (String bad : List.of(good.replace("HTTP/1.1", "HTTP/1.0"),
				good.replace("Upgrade: websocket", "Upgrade: websocket\r\nSec-WebSocket-Extensions: foo; a=\""))) {
			assertThat(shake(bad)).contains(" 400 ").contains("\"code\":\"bad_request\"").contains("RFC 6455");
		}
		assertThat(output.getAll()).doesNotContain("\tat ").doesNotContain("Blocking");
	}

	@Test
	void anUnsupportedProtocolVersionIsClosedWithItsCode() {
		try (TestClient client = TestClient.opened(this.port, "parley.v2", "parley.bearer." + token())) {
			assertThat(client.closeCode()).isEqualTo(4450);
		}
	}

	@Test
	void compressionIsNotNegotiated() throws IOException {
		assertThat(shake(RawSocket.handshake("/ws/engagement", "Authorization: Bearer " + token(),
				"Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits")))
			.startsWith("HTTP/1.1 101")
			.doesNotContainIgnoringCase("extensions");
	}

	@Test
	void theResponseDoesNotContainTheToken() throws IOException {
		String token = token();
		assertThat(shake(
				RawSocket.handshake("/ws/engagement", "Sec-WebSocket-Protocol: parley.v1, parley.bearer." + token)))
			.startsWith("HTTP/1.1 101")
			.doesNotContain(token);
	}

	@Test
	void aUserWithoutGrantsIsClosedWithoutReconnect() {
		String user = this.cast.newcomer("CLIENT", "globex");
		this.cast.withdraw(user, "globex");
		try (TestClient client = TestClient.opened(this.port, "parley.v1", "parley.bearer." + this.cast.token(user))) {
			assertThat(client.closeCode()).isEqualTo(4451);
		}
	}

	@Test
	void noTokenReachesTheLog(CapturedOutput output) throws IOException {
		String token = token();
		shake(RawSocket.handshake("/ws/engagement?token=" + token));
		shake(RawSocket.handshake("/ws/engagement?token=" + token + "x"));
		shake(RawSocket.handshake("/ws/engagement", "Sec-WebSocket-Protocol: parley.bearer." + token + "x"));
		assertThat(output.getAll()).doesNotContain(token);
	}

	private String shake(String handshake) throws IOException {
		try (RawSocket raw = new RawSocket(this.port)) {
			raw.write(handshake);
			return raw.readAnswer();
		}
	}

	private String address(String path) {
		return "ws://localhost:" + this.port + path;
	}

	private String token() {
		return this.cast.token("mia");
	}

}
