package dev.parley.gateway;

import java.io.IOException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import dev.parley.gateway.support.RawSocket;
import dev.parley.realtime.Transport;
import dev.parley.realtime.TransportContract;

import static org.assertj.core.api.Assertions.assertThat;

/** Where a shard cannot write to the socket itself, as over TLS. */
class JettyFlusherTransportTests extends TransportContract {

	private static SocketServer server;

	@BeforeAll
	static void start() {
		server = SocketServer.withOurUpgrade();
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
		Transport transport = Transports.of(server.next());
		assertThat(transport).isInstanceOf(JettyTransport.class);
		return transport;
	}

	@Override
	protected void abortedWhileStuck(RawSocket client) throws IOException {
		assertThat(client.isEnded()).isTrue();
	}

}
