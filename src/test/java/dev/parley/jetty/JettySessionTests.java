package dev.parley.jetty;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

import dev.parley.system.support.RawSocket;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a Jetty session tells Spring, and what its handler receives.
 */
class JettySessionTests {

	private static final int TEXT = 0x81;

	private static final int BINARY = 0x82;

	private static final int PING = 0x89;

	private static final int PONG = 0x8A;

	private SocketServer server;

	@BeforeEach
	void start() {
		this.server = SocketServer.withSharedConnections();
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void keepsNoSecretsOfTheHandshake() throws IOException {
		try (RawSocket client = new RawSocket(this.server.port())) {
			client.write(RawSocket.handshake("/ws/engagement?token=secret", "Authorization: Bearer secret"));
			assertThat(client.readHead()).startsWith("HTTP/1.1 101");
			WebSocketSession session = this.server.next();
			assertThat(session.getUri()).hasPath("/ws/engagement").hasNoQuery();
			assertThat(session.getHandshakeHeaders()).isEqualTo(HttpHeaders.EMPTY);
			assertThat(session.getAttributes()).isEmpty();
			assertThat(session.getPrincipal()).isNull();
			assertThat(session.getExtensions()).isEmpty();
			assertThat(session.getAcceptedProtocol()).isNull();
		}
	}

	@Test
	void knowsBothAddresses() throws IOException {
		try (RawSocket client = RawSocket.upgraded(this.server.port(), "token")) {
			WebSocketSession session = this.server.next();
			assertThat(session.getRemoteAddress()).isEqualTo(client.socket().getLocalSocketAddress());
			assertThat(session.getLocalAddress()).extracting(InetSocketAddress::getPort).isEqualTo(this.server.port());
		}
	}

	@Test
	void hasAUniqueId() throws IOException {
		try (RawSocket _ = RawSocket.upgraded(this.server.port(), "token");
				RawSocket _ = RawSocket.upgraded(this.server.port(), "token")) {
			assertThat(this.server.next().getId()).isNotEqualTo(this.server.next().getId());
		}
	}

	@Test
	void sendsEveryKindOfMessage() throws IOException {
		try (RawSocket client = RawSocket.upgraded(this.server.port(), "token")) {
			WebSocketSession session = this.server.next();
			session.sendMessage(new TextMessage("hé"));
			session.sendMessage(new BinaryMessage(new byte[] { 1, 2 }));
			session.sendMessage(new PingMessage());
			session.sendMessage(new PongMessage());
			DataInputStream in = new DataInputStream(client.socket().getInputStream());
			assertThat(in.readNBytes(5)).containsExactly(TEXT, 3, 'h', 0xC3, 0xA9);
			assertThat(in.readNBytes(4)).containsExactly(BINARY, 2, 1, 2);
			assertThat(in.readNBytes(4)).containsExactly(PING, 0, PONG, 0);
		}
	}

	@Test
	void closesWithTheCodeAndTellsTheHandlerOnce() throws Exception {
		try (RawSocket client = RawSocket.upgraded(this.server.port(), "token")) {
			WebSocketSession session = this.server.next();
			assertThat(session.isOpen()).isTrue();
			session.close(new CloseStatus(4444, "enough"));
			assertThat(session.isOpen()).isFalse();
			assertThat(client.readCloseCode()).isEqualTo(4444);
			client.write(RawSocket.frame(0x88, new byte[] { 0x11, 0x5C }));
			assertThat(client.isEnded()).isTrue();
		}
		assertThat(this.server.nextEnd().getCode()).isEqualTo(4444);
		assertThat(this.server.laterEnd(100, TimeUnit.MILLISECONDS)).isNull();
	}

	@Test
	void assemblesFragmentsAcrossPings() throws Exception {
		try (RawSocket client = RawSocket.upgraded(this.server.port(), "token")) {
			this.server.next();
			byte[] text = "é€😀".repeat(1000).getBytes(StandardCharsets.UTF_8);
			client.write(RawSocket.frame(0x01, Arrays.copyOfRange(text, 0, 1)));
			client.write(RawSocket.frame(PING, new byte[] { 'p' }));
			client.write(RawSocket.frame(0x00, Arrays.copyOfRange(text, 1, 5000)));
			client.write(RawSocket.frame(0x80, Arrays.copyOfRange(text, 5000, text.length)));
			assertThat(this.server.nextText()).isEqualTo("é€😀".repeat(1000));
			DataInputStream in = new DataInputStream(client.socket().getInputStream());
			assertThat(in.readNBytes(3)).containsExactly(PONG, 1, 'p');
		}
	}

	@Test
	void closesWith1007AtTheFirstInvalidFragment() throws IOException {
		try (RawSocket client = RawSocket.upgraded(this.server.port(), "token")) {
			this.server.next();
			client.write(RawSocket.frame(0x01, new byte[] { 'a', (byte) 0xFF }));
			assertThat(client.readCloseCode()).isEqualTo(1007);
		}
	}

	@Test
	void closesWith1009WhenFragmentsExceedTheLimit() throws IOException {
		try (RawSocket client = RawSocket.upgraded(this.server.port(), "token")) {
			WebSocketSession session = this.server.next();
			session.setTextMessageSizeLimit(10);
			assertThat(session.getTextMessageSizeLimit()).isEqualTo(10);
			client.write(RawSocket.frame(0x01, new byte[6]));
			client.write(RawSocket.frame(0x00, new byte[6]));
			assertThat(client.readCloseCode()).isEqualTo(1009);
		}
	}

	@Test
	void closesWith1011WhenTheHandlerFails() throws IOException {
		try (RawSocket client = RawSocket.upgraded(this.server.port(), "token")) {
			this.server.next();
			client.write(RawSocket.text("fail"));
			assertThat(client.readCloseCode()).isEqualTo(1011);
		}
	}

}
