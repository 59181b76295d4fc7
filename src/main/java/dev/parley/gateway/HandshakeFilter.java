package dev.parley.gateway;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.socket.server.HandshakeFailureException;
import org.springframework.web.socket.server.RequestUpgradeStrategy;

import dev.parley.jetty.AcceptPace;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;

/**
 * Handles WebSocket handshakes ahead of the security chain and the dispatcher, which
 * would cost more than the rest of the handshake. Ends the filter chain.
 */
final class HandshakeFilter extends HttpFilter {

	private static final long serialVersionUID = 1L;

	private static final String VERSION = "13";

	private final transient Handshake handshake;

	private final transient SocketHandlers handlers;

	private final transient RequestUpgradeStrategy upgrade;

	private final transient HandshakeRefusals refusals;

	private final transient AcceptPace pace;

	HandshakeFilter(Handshake handshake, SocketHandlers handlers, RequestUpgradeStrategy upgrade,
			HandshakeRefusals refusals, AcceptPace pace) {
		this.handshake = handshake;
		this.handlers = handlers;
		this.upgrade = upgrade;
		this.refusals = refusals;
		this.pace = pace;
	}

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException {
		this.pace.handshakeBegins();
		try {
			requireGet(request);
			if (!asksForWebSocket(request)) {
				this.refusals.requireUpgrade(VERSION, request, response);
				return;
			}
			requireKey(request);
			Handshake.Admitted client = this.handshake.admit(request);
			this.upgrade.upgrade(new ServletServerHttpRequest(request), new ServletServerHttpResponse(response),
					client.echoed(), List.of(), null, this.handlers.handler(client), Map.of());
		}
		catch (RejectedException ex) {
			this.refusals.refuse(ex, request, response);
		}
		catch (HandshakeFailureException ex) {
			if (ex.getCause() instanceof IOException gone) {
				throw gone;
			}
			this.refusals.refuse(new RejectedException(ErrorCode.BAD_REQUEST,
					"Not an RFC 6455 handshake: it needs HTTP/1.1, 'Connection: Upgrade' and, if present, "
							+ "well-formed Sec-WebSocket-Extensions."),
					request, response);
		}
		finally {
			this.pace.handshakeEnds();
		}
	}

	private static void requireGet(HttpServletRequest request) {
		if (!request.getMethod().equals("GET")) {
			throw new RejectedException(ErrorCode.METHOD_NOT_ALLOWED, "Open a WebSocket with GET.");
		}
	}

	private static boolean asksForWebSocket(HttpServletRequest request) {
		return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"))
				&& VERSION.equals(request.getHeader("Sec-WebSocket-Version"));
	}

	private static void requireKey(HttpServletRequest request) {
		if (request.getHeader("Sec-WebSocket-Key") == null) {
			throw new RejectedException(ErrorCode.BAD_REQUEST, "The handshake needs a Sec-WebSocket-Key header.");
		}
	}

}
