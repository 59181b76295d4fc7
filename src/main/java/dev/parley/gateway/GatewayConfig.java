package dev.parley.gateway;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.socket.server.RequestUpgradeStrategy;

import dev.parley.jetty.AcceptPace;

/**
 * Settings of the gateway, and the handshake filter ahead of the other filters.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GatewayProperties.class)
class GatewayConfig {

	/**
	 * After the filter that sets the request id, before all others.
	 */
	private static final int FIRST = Ordered.HIGHEST_PRECEDENCE + 1;

	@Bean
	FilterRegistrationBean<HandshakeFilter> handshakeFilter(Handshake handshake, SocketHandlers handlers,
			RequestUpgradeStrategy upgrade, HandshakeRefusals refusals, AcceptPace pace) {
		FilterRegistrationBean<HandshakeFilter> registration = new FilterRegistrationBean<>(
				new HandshakeFilter(handshake, handlers, upgrade, refusals, pace));
		registration.addUrlPatterns("/ws/engagement", "/api/v1/ws/engagement");
		registration.setOrder(FIRST);
		return registration;
	}

}
