package dev.parley.gateway;

import java.time.Duration;

import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.websocket.server.JettyWebSocketServerContainer;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.api.Configurable;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;

import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.server.RequestUpgradeStrategy;
import org.springframework.web.socket.server.jetty.JettyRequestUpgradeStrategy;

import dev.parley.realtime.RealtimeProperties;

/** How Jetty must be set for many quiet connections that may all come at once. */
@Configuration(proxyBeanMethods = false)
class JettyConfig {

	/**
	 * Up to so many times the largest frame is still read, to be answered by an error
	 * with its id; beyond, the container closes with 1009.
	 */
	private static final int OVERSIZE = 4;

	@Bean
	WebServerFactoryCustomizer<JettyServletWebServerFactory> jettyConnectors(GatewayProperties properties) {
		return (factory) -> factory.addServerCustomizers((server) -> customize(server, properties));
	}

	/**
	 * Without compression: a deflater for each connection would cost more than all the
	 * rest of it, and every browser asks for one. The limits are set here because the
	 * upgrade strategy, made for the filter, comes to be before Jetty has its container.
	 */
	@Bean
	ServletContextInitializer webSocketContainer(RealtimeProperties properties) {
		return (context) -> {
			ServletContextHandler handler = ServletContextHandler.getServletContextHandler(context);
			WebSocketServerComponents.ensureWebSocketComponents(handler.getServer(), handler)
				.getExtensionRegistry()
				.unregister("permessage-deflate");
			configure(JettyWebSocketServerContainer.ensureContainer(context), properties);
		};
	}

	@Bean
	RequestUpgradeStrategy requestUpgradeStrategy() {
		return new JettyRequestUpgradeStrategy();
	}

	private static void customize(Server server, GatewayProperties properties) {
		for (Connector connector : server.getConnectors()) {
			if (connector instanceof ServerConnector socket) {
				socket.setAcceptQueueSize(properties.acceptQueue());
			}
			connector.addBean(new HeaderDeadline(connector, properties.headerTimeout()));
		}
	}

	/**
	 * The heartbeat closes what is silent; the container's own timeout only backs it up.
	 */
	private static void configure(Configurable sessions, RealtimeProperties properties) {
		Duration heartbeat = properties.pingInterval().plus(properties.pingTimeout());
		long most = properties.maxFrame().toBytes() * OVERSIZE;
		sessions.setIdleTimeout(heartbeat.multipliedBy(3));
		sessions.setMaxTextMessageSize(most);
		sessions.setMaxBinaryMessageSize(most);
		sessions.setMaxFrameSize(most);
	}

}
