package dev.parley.jetty;

import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletCoreRequest;
import org.eclipse.jetty.ee11.servlet.ServletCoreResponse;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeFailureException;
import org.springframework.web.socket.server.RequestUpgradeStrategy;

import dev.parley.realtime.RealtimeProperties;

/**
 * Upgrades to Jetty's WebSocket core. Spring's own strategy uses Jetty's API layer, which
 * binds a dozen method handles for each connection and keeps the whole request for the
 * life of the connection; here the request is released once it is answered.
 */
final class JettyUpgradeStrategy implements RequestUpgradeStrategy {

	/**
	 * Frames up to this many times the limit are still read, so that they can be answered
	 * with an error that carries their id; beyond that the container closes with 1009.
	 */
	private static final int OVERSIZE = 4;

	private static final String[] VERSIONS = { "13" };

	private final RealtimeProperties properties;

	JettyUpgradeStrategy(RealtimeProperties properties) {
		this.properties = properties;
	}

	@Override
	public String[] getSupportedVersions() {
		return VERSIONS.clone();
	}

	@Override
	public List<WebSocketExtension> getSupportedExtensions(ServerHttpRequest request) {
		return List.of();
	}

	@Override
	public void upgrade(ServerHttpRequest request, ServerHttpResponse response, @Nullable String subProtocol,
			List<WebSocketExtension> extensions, @Nullable Principal user, WebSocketHandler handler,
			Map<String, Object> attributes) {
		HttpServletRequest asked = ((ServletServerHttpRequest) request).getServletRequest();
		HttpServletResponse answered = ((ServletServerHttpResponse) response).getServletResponse();
		ServletContextHandler context = ServletContextHandler.getServletContextHandler(asked.getServletContext());
		Request core = withoutQuery(ServletCoreRequest.wrap(asked));
		try (Blocker.Callback callback = Blocker.callback()) {
			if (!upgraded(context, new Negotiator(subProtocol, handler), core,
					ServletCoreResponse.wrap(core, answered, false), callback)) {
				callback.succeeded();
				throw new HandshakeFailureException("Not an RFC 6455 handshake");
			}
			callback.block();
		}
		catch (IOException ex) {
			throw new HandshakeFailureException("The client disconnected", ex);
		}
	}

	/**
	 * Whether Jetty accepts the request, including its extensions.
	 */
	private boolean upgraded(ServletContextHandler context, Negotiator negotiator, Request request, Response response,
			Callback callback) {
		try {
			return WebSocketMappings.ensureMappings(context)
				.upgrade(negotiator, request, response, callback, this::limit);
		}
		catch (HttpException.RuntimeException ex) {
			return false;
		}
	}

	/**
	 * The connection keeps the request address, and the query may contain a token.
	 */
	private static Request withoutQuery(Request request) {
		HttpURI uri = request.getHttpURI();
		return (uri.getQuery() != null) ? Request.serveAs(request, HttpURI.build(uri).query(null).asImmutable())
				: request;
	}

	/**
	 * The heartbeat closes silent connections; the container's own timeout is only a
	 * fallback.
	 */
	private void limit(Configuration connection) {
		Duration heartbeat = this.properties.pingInterval().plus(this.properties.pingTimeout());
		long most = this.properties.maxFrame().toBytes() * OVERSIZE;
		connection.setIdleTimeout(heartbeat.multipliedBy(3));
		connection.setMaxTextMessageSize(most);
		connection.setMaxBinaryMessageSize(most);
		connection.setMaxFrameSize(most);
	}

	private static final class Negotiator implements WebSocketNegotiator {

		private final @Nullable String subProtocol;

		private final WebSocketHandler handler;

		Negotiator(@Nullable String subProtocol, WebSocketHandler handler) {
			this.subProtocol = subProtocol;
			this.handler = handler;
		}

		@Override
		public FrameHandler negotiate(ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
			if (this.subProtocol != null) {
				response.setAcceptedSubProtocol(this.subProtocol);
			}
			return new JettySocket(this.handler);
		}

	}

}
