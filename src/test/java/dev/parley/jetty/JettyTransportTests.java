package dev.parley.jetty;

import java.io.IOException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

import dev.parley.realtime.Transport;
import dev.parley.realtime.TransportContract;
import dev.parley.system.support.RawSocket;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("slow")
class JettyTransportTests {

	@Nested
	@TestInstance(TestInstance.Lifecycle.PER_CLASS)
	class StraightToTheSocket extends OnJetty {

		StraightToTheSocket() {
			super(SocketServer.withSharedConnections());
		}

	}

	/**
	 * The path that TLS takes.
	 */
	@Nested
	@TestInstance(TestInstance.Lifecycle.PER_CLASS)
	class ThroughJettysFlusher extends OnJetty {

		ThroughJettysFlusher() {
			super(SocketServer.withOurUpgrade());
		}

	}

	abstract static class OnJetty extends TransportContract {

		private final SocketServer server;

		OnJetty(SocketServer server) {
			this.server = server;
		}

		@AfterAll
		void stop() {
			this.server.close();
		}

		@Override
		protected int port() {
			return this.server.port();
		}

		@Override
		protected Transport transport() {
			Transport transport = JettyTransport.of(this.server.next()).orElseThrow();
			return transport;
		}

		@Override
		protected void abortedWhileStuck(RawSocket client) throws IOException {
			assertThat(client.isEnded()).isTrue();
		}

	}

}
