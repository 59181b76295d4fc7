package dev.parley.lab.preset;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.stereotype.Controller;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;

/** A chat as Spring's guide writes one: its simple broker and one mapping. */
final class StompServer implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	StompServer() {
		this.context = new SpringApplicationBuilder(Config.class).web(WebApplicationType.SERVLET)
			.run("--server.port=0", "--spring.main.banner-mode=off");
	}

	String url() {
		return "ws://127.0.0.1:" + ((WebServerApplicationContext) this.context).getWebServer().getPort() + "/chat";
	}

	@Override
	public void close() {
		this.context.close();
	}

	@EnableWebSocketMessageBroker
	@TestConfiguration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ JettyServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class })
	static class Config implements WebSocketMessageBrokerConfigurer {

		@Override
		public void registerStompEndpoints(StompEndpointRegistry registry) {
			registry.setPreserveReceiveOrder(true).addEndpoint("/chat");
		}

		@Override
		public void configureMessageBroker(MessageBrokerRegistry registry) {
			registry.setApplicationDestinationPrefixes("/app")
				.setPreservePublishOrder(true)
				.enableSimpleBroker("/topic");
		}

		@Bean
		Chat chat() {
			return new Chat();
		}

	}

	/** Sends every message to all subscribers. */
	@Controller
	static class Chat {

		@MessageMapping("/chat")
		@SendTo("/topic/chat")
		String said(String text) {
			return text;
		}

	}

}
