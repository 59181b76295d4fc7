package dev.parley.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

import dev.parley.jetty.SocketServer;
import dev.parley.protocol.CloseCode;
import dev.parley.realtime.Transport;
import dev.parley.realtime.TransportContract;
import dev.parley.system.support.RawSocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

class SpringTransportTests extends TransportContract {

	private static SocketServer server;

	private final WebSocketSession session = mock(WebSocketSession.class);

	private final SpringTransport mocked = new SpringTransport(this.session, Runnable::run);

	private final List<String> told = new ArrayList<>();

	@BeforeAll
	static void start() {
		server = SocketServer.ofSpring();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Override
	protected int port() {
		return server.port();
	}

	@Override
	protected Transport transport() {
		return new SpringTransport(server.next(), Thread::startVirtualThread);
	}

	@Override
	protected void abortedWhileStuck(RawSocket client) throws IOException {
		assertThat(client.isEnded()).isTrue();
	}

	@Test
	void sendsEachFrameAsAMessageOfTheSession() throws IOException {
		this.mocked.write(ByteBuffer.wrap(new byte[] { (byte) 0x81, 2, 'h', 'i', (byte) 0x81, 1, '!' }), telling());
		var order = inOrder(this.session);
		order.verify(this.session).sendMessage(new TextMessage("hi"));
		order.verify(this.session).sendMessage(new TextMessage("!"));
		assertThat(this.told).containsExactly("written");
	}

	@Test
	void reportsAFailedSendOnce() throws IOException {
		doThrow(new IOException("Broken pipe")).when(this.session).sendMessage(any());
		this.mocked.write(ByteBuffer.wrap(new byte[] { (byte) 0x81, 2, 'h', 'i', (byte) 0x81, 1, '!' }), telling());
		assertThat(this.told).containsExactly("Broken pipe");
	}

	@Test
	void reportsAClosedSession() throws IOException {
		doThrow(new IllegalStateException("Closed")).when(this.session).sendMessage(any());
		this.mocked.write(ByteBuffer.wrap(new byte[] { (byte) 0x81, 0 }), telling());
		assertThat(this.told).containsExactly("Closed");
	}

	@Test
	void pingsAndClosesWithCodeAndReason() throws IOException {
		this.mocked.ping();
		this.mocked.close(CloseCode.TOKEN_EXPIRED);
		verify(this.session).sendMessage(new PingMessage());
		verify(this.session).close(new CloseStatus(4401, CloseCode.TOKEN_EXPIRED.reason()));
	}

	@Test
	void survivesASessionThatFailsToPingAndClose() throws IOException {
		doThrow(new IOException("Broken pipe")).when(this.session).sendMessage(any());
		doThrow(new IOException("Broken pipe")).when(this.session).close(any());
		this.mocked.ping();
		this.mocked.close(CloseCode.KICKED);
		this.mocked.abort();
		verify(this.session).close(CloseStatus.SESSION_NOT_RELIABLE);
	}

	private Transport.Completion telling() {
		return new Transport.Completion() {
			@Override
			public void written() {
				SpringTransportTests.this.told.add("written");
			}

			@Override
			public void failed(Throwable cause) {
				SpringTransportTests.this.told.add(cause.getMessage());
			}
		};
	}

}
