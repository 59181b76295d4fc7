package dev.parley.jetty;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistration;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.RequestUpgradeStrategy;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

import dev.parley.realtime.RealtimeProperties;

/**
 * A live server that only exposes its WebSocket sessions.
 */
public final class SocketServer implements AutoCloseable {

	private final WebServerApplicationContext context;

	@SuppressWarnings("resource")
	private SocketServer(Class<?>... config) {
		this.context = (WebServerApplicationContext) new SpringApplicationBuilder(config)
			.web(WebApplicationType.SERVLET)
			.run("--server.port=0", "--spring.main.banner-mode=off");
	}

	/**
	 * Spring's default setup.
	 */
	public static SocketServer ofSpring() {
		return new SocketServer(Config.class);
	}

	/**
	 * Parley's upgrade with Spring Boot's connectors, as for TLS.
	 */
	static SocketServer withOurUpgrade() {
		return new SocketServer(Upgrade.class, Config.class);
	}

	/**
	 * Parley's setup for plain TCP.
	 */
	static SocketServer withSharedConnections() {
		return new SocketServer(Shared.class, Upgrade.class, Config.class);
	}

	public int port() {
		return this.context.getWebServer().getPort();
	}

	/**
	 * The next opened session.
	 */
	public WebSocketSession next() {
		return next(sessions().opened);
	}

	/**
	 * The next text received.
	 */
	String nextText() {
		return next(sessions().texts);
	}

	/**
	 * The status of the next session to close.
	 */
	CloseStatus nextEnd() {
		return next(sessions().ended);
	}

	/**
	 * The same, or null on timeout.
	 */
	@Nullable CloseStatus laterEnd(long time, TimeUnit unit) throws InterruptedException {
		return sessions().ended.poll(time, unit);
	}

	private Sessions sessions() {
		return this.context.getBean(Sessions.class);
	}

	private static <T> T next(BlockingQueue<T> queue) {
		try {
			T next = queue.poll(20, TimeUnit.SECONDS);
			if (next == null) {
				throw new AssertionError("Nothing came");
			}
			return next;
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	@Override
	public void close() {
		((org.springframework.context.ConfigurableApplicationContext) this.context).close();
	}

	@EnableWebSocket
	@TestConfiguration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ JettyServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class })
	static class Config implements WebSocketConfigurer {

		private final Sessions sessions = new Sessions();

		private final Optional<RequestUpgradeStrategy> upgrade;

		Config(Optional<RequestUpgradeStrategy> upgrade) {
			this.upgrade = upgrade;
		}

		@Bean
		Sessions sessions() {
			return this.sessions;
		}

		@Override
		public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
			WebSocketHandlerRegistration registration = registry.addHandler(this.sessions, "/ws/engagement");
			this.upgrade.map(DefaultHandshakeHandler::new).ifPresent(registration::setHandshakeHandler);
		}

	}

	@EnableConfigurationProperties(RealtimeProperties.class)
	@TestConfiguration(proxyBeanMethods = false)
	static class Upgrade {

		@Bean
		RequestUpgradeStrategy requestUpgradeStrategy(RealtimeProperties properties) {
			return new JettyUpgradeStrategy(properties);
		}

	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Shared {

		@Bean
		SharedConnectors sharedConnectors() {
			return new SharedConnectors();
		}

	}

	static class Sessions extends TextWebSocketHandler {

		private final BlockingQueue<WebSocketSession> opened = new LinkedBlockingQueue<>();

		private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

		private final BlockingQueue<CloseStatus> ended = new LinkedBlockingQueue<>();

		@Override
		public void afterConnectionEstablished(WebSocketSession session) {
			this.opened.add(session);
		}

		@Override
		protected void handleTextMessage(WebSocketSession session, TextMessage message) {
			if (message.getPayload().equals("fail")) {
				throw new IllegalStateException("as told");
			}
			this.texts.add(message.getPayload());
		}

		@Override
		public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
			this.ended.add(status);
		}

	}

}
