package dev.parley.gateway;

import java.io.IOException;

import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

import dev.parley.protocol.CloseCode;

/**
 * Closes a client whose protocol version is not supported. Browsers hide refused
 * handshakes from the page, so the connection opens and closes with a code.
 */
final class UnsupportedVersionHandler extends AbstractWebSocketHandler {

	@Override
	public void afterConnectionEstablished(WebSocketSession session) throws IOException {
		CloseCode code = CloseCode.UNSUPPORTED_VERSION;
		session.close(new CloseStatus(code.code(), code.reason()));
	}

}
