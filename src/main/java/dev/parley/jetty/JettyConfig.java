package dev.parley.jetty;

import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.server.RequestUpgradeStrategy;

import dev.parley.realtime.RealtimeProperties;

/**
 * Configures Jetty for many idle connections that may all arrive at once.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JettyProperties.class)
class JettyConfig {

	@Bean
	JettyServletWebServerFactory jettyServletWebServerFactory() {
		return new SharedConnectors();
	}

	@Bean
	WebServerFactoryCustomizer<JettyServletWebServerFactory> jettyConnectors(JettyProperties properties,
			AcceptPace pace) {
		return (factory) -> factory.addServerCustomizers((server) -> customize(server, properties, pace));
	}

	/**
	 * Disables permessage-deflate: a deflater per connection would cost more than the
	 * rest of the connection, and every browser asks for one.
	 */
	@Bean
	ServletContextInitializer webSocketExtensions() {
		return (context) -> {
			ServletContextHandler handler = ServletContextHandler.getServletContextHandler(context);
			WebSocketServerComponents.ensureWebSocketComponents(handler.getServer(), handler)
				.getExtensionRegistry()
				.unregister("permessage-deflate");
		};
	}

	@Bean
	RequestUpgradeStrategy requestUpgradeStrategy(RealtimeProperties properties) {
		return new JettyUpgradeStrategy(properties);
	}

	private static void customize(Server server, JettyProperties properties, AcceptPace pace) {
		for (Connector connector : server.getConnectors()) {
			if (connector instanceof ServerConnector socket) {
				socket.setAcceptQueueSize(properties.acceptQueue());
				if (server.getThreadPool() instanceof QueuedThreadPool threads) {
					socket.addBean(pace.with(threads));
				}
			}
			connector.addBean(new HeaderDeadline(connector, properties.headerTimeout()));
		}
	}

}
