package dev.parley.gateway;

import java.io.IOException;

import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

import dev.parley.protocol.CloseCode;

/**
 * Tells a client that we do not speak its version. A browser shows a page nothing of a
 * refused handshake, so it is closed with a code instead.
 */
final class UnsupportedVersionHandler extends AbstractWebSocketHandler {

	@Override
	public void afterConnectionEstablished(WebSocketSession session) throws IOException {
		CloseCode code = CloseCode.UNSUPPORTED_VERSION;
		session.close(new CloseStatus(code.code(), code.reason()));
	}

}
