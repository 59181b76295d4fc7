package dev.parley.gateway;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/** A live server that does nothing with its WebSockets but to hand them over. */
final class SocketServer implements AutoCloseable {

	private final WebServerApplicationContext context;

	@SuppressWarnings("resource")
	SocketServer() {
		this.context = (WebServerApplicationContext) new SpringApplicationBuilder(Config.class)
			.web(WebApplicationType.SERVLET)
			.properties("server.port=0", "spring.main.banner-mode=off")
			.run();
	}

	int port() {
		return this.context.getWebServer().getPort();
	}

	/** The session that was opened next. */
	WebSocketSession next() {
		try {
			WebSocketSession session = this.context.getBean(Sessions.class).opened.poll(20, TimeUnit.SECONDS);
			if (session == null) {
				throw new AssertionError("Nobody connected");
			}
			return session;
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

		@Bean
		Sessions sessions() {
			return this.sessions;
		}

		@Override
		public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
			registry.addHandler(this.sessions, "/ws/engagement");
		}

	}

	static class Sessions extends TextWebSocketHandler {

		private final BlockingQueue<WebSocketSession> opened = new LinkedBlockingQueue<>();

		@Override
		public void afterConnectionEstablished(WebSocketSession session) {
			this.opened.add(session);
		}

	}

}
