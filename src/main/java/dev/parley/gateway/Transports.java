package dev.parley.gateway;

import dev.parley.realtime.Transport;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;

import org.springframework.web.socket.WebSocketSession;

/** Finds the leanest way to the socket of a session. */
final class Transports {

	private Transports() {
	}

	/** Jetty's own path where Jetty carries the session, Spring's otherwise. */
	static Transport of(WebSocketSession session) {
		if (session instanceof JettySession jetty && jetty.core() instanceof WebSocketCoreSession core) {
			return new JettyTransport(core);
		}
		return new SpringTransport(session, Thread::startVirtualThread);
	}

}
