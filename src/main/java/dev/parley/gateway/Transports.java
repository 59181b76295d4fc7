package dev.parley.gateway;

import dev.parley.realtime.Transport;
import dev.parley.jetty.JettyTransport;

import org.springframework.web.socket.WebSocketSession;

/** Finds the leanest way to the socket of a session. */
public final class Transports {

	private Transports() {
	}

	/** Jetty's own path where Jetty carries the session, Spring's otherwise. */
	public static Transport of(WebSocketSession session) {
		return JettyTransport.of(session).orElseGet(() -> new SpringTransport(session, Thread::startVirtualThread));
	}

}
