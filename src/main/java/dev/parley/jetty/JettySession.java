package dev.parley.jetty;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;

/**
 * Adapts a session of Jetty's WebSocket core to Spring. Of the handshake it keeps only
 * the address and the sub-protocol: headers, attributes and principal would stay in
 * memory as long as the connection.
 */
final class JettySession implements WebSocketSession {

	private static final AtomicLong opened = new AtomicLong();

	private final CoreSession core;

	private final long number = opened.incrementAndGet();

	JettySession(CoreSession core) {
		this.core = core;
	}

	CoreSession core() {
		return this.core;
	}

	@Override
	public String getId() {
		return Long.toString(this.number);
	}

	@Override
	public URI getUri() {
		return this.core.getRequestURI();
	}

	@Override
	public HttpHeaders getHandshakeHeaders() {
		return HttpHeaders.EMPTY;
	}

	@Override
	public Map<String, Object> getAttributes() {
		return Map.of();
	}

	@Override
	public @Nullable Principal getPrincipal() {
		return null;
	}

	@Override
	public @Nullable InetSocketAddress getLocalAddress() {
		return internet(this.core.getLocalAddress());
	}

	@Override
	public @Nullable InetSocketAddress getRemoteAddress() {
		return internet(this.core.getRemoteAddress());
	}

	@Override
	public @Nullable String getAcceptedProtocol() {
		return this.core.getNegotiatedSubProtocol();
	}

	@Override
	public void setTextMessageSizeLimit(int limit) {
		this.core.setMaxTextMessageSize(limit);
	}

	@Override
	public int getTextMessageSizeLimit() {
		return Math.toIntExact(this.core.getMaxTextMessageSize());
	}

	@Override
	public void setBinaryMessageSizeLimit(int limit) {
		this.core.setMaxBinaryMessageSize(limit);
	}

	@Override
	public int getBinaryMessageSizeLimit() {
		return Math.toIntExact(this.core.getMaxBinaryMessageSize());
	}

	@Override
	public List<WebSocketExtension> getExtensions() {
		return List.of();
	}

	@Override
	public void sendMessage(WebSocketMessage<?> message) throws IOException {
		Frame frame = switch (message) {
			case TextMessage text -> new Frame(OpCode.TEXT, text.getPayload());
			case BinaryMessage binary -> new Frame(OpCode.BINARY, binary.getPayload());
			case PingMessage ping -> new Frame(OpCode.PING, ping.getPayload());
			case PongMessage pong -> new Frame(OpCode.PONG, pong.getPayload());
			default -> throw new IllegalArgumentException("Unknown kind of message: " + message.getClass());
		};
		try (Blocker.Callback sent = Blocker.callback()) {
			this.core.sendFrame(frame, sent, false);
			sent.block();
		}
	}

	@Override
	public boolean isOpen() {
		return this.core.isOutputOpen();
	}

	@Override
	public void close() throws IOException {
		close(CloseStatus.NORMAL);
	}

	@Override
	public void close(CloseStatus status) throws IOException {
		try (Blocker.Callback closed = Blocker.callback()) {
			this.core.close(status.getCode(), status.getReason(), closed);
			closed.block();
		}
	}

	private static @Nullable InetSocketAddress internet(SocketAddress address) {
		return (address instanceof InetSocketAddress internet) ? internet : null;
	}

}
