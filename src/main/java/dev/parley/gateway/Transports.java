package dev.parley.gateway;

import dev.parley.realtime.Transport;
import dev.parley.jetty.JettyTransport;

import org.springframework.web.socket.WebSocketSession;

/**
 * Chooses the transport of a session.
 */
public final class Transports {

	private Transports() {
	}

	/**
	 * Jetty's transport for sessions that Jetty carries, otherwise Spring's.
	 */
	public static Transport of(WebSocketSession session) {
		return JettyTransport.of(session).orElseGet(() -> new SpringTransport(session, Thread::startVirtualThread));
	}

}
