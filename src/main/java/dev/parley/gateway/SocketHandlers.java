package dev.parley.gateway;

import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;

import dev.parley.protocol.ProtocolCodec;
import dev.parley.realtime.Connection;
import dev.parley.realtime.ConnectionManager;
import dev.parley.realtime.RateLimiter;

/** Makes the handler of each WebSocket and holds the services that all of them share. */
@Component
record SocketHandlers(ConnectionManager connections, ProtocolCodec codec, MessageRouter router, RateLimiter rateLimiter,
		Answers answers, AccessWatch access, BrokenFrameLimit brokenFrames) {

	WebSocketHandler handler(Handshake.Admitted client) {
		return (client.subProtocol() == SubProtocol.UNSUPPORTED) ? new UnsupportedVersionHandler()
				: new EngagementSocketHandler(this, client);
	}

	Connection open(WebSocketSession session, Handshake.Admitted client) {
		Connection connection = this.connections.connect(client.authenticated(), Transports.of(session),
				client.subProtocol() == SubProtocol.V1_BATCH);
		this.access.opened(client.authenticated());
		return connection;
	}

}
