package dev.parley.gateway;

import java.time.Clock;

import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;

import dev.parley.protocol.ProtocolCodec;
import dev.parley.realtime.Connection;
import dev.parley.realtime.ConnectionManager;
import dev.parley.realtime.RateLimiter;

/** What the handlers of all WebSockets share. */
@Component
record Edge(ConnectionManager connections, ProtocolCodec codec, MessageRouter router, RateLimiter rateLimiter,
		Answers answers, AccessWatch access, Clock clock, GatewayProperties properties) {

	/** For one handshake that was admitted. */
	WebSocketHandler handler(Handshake.Welcomed guest) {
		return (guest.subProtocol() == SubProtocol.UNSUPPORTED) ? new UnsupportedVersionHandler()
				: new EngagementSocketHandler(this, guest);
	}

	Connection open(WebSocketSession session, Handshake.Welcomed guest) {
		Connection connection = this.connections.connect(guest.who(), Transports.of(session),
				guest.subProtocol() == SubProtocol.V1_BATCH);
		this.access.opened(guest.who());
		return connection;
	}

}
