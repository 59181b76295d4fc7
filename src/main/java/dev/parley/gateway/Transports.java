package dev.parley.gateway;

import org.springframework.web.socket.WebSocketSession;

import dev.parley.jetty.JettyTransport;
import dev.parley.realtime.Transport;

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
