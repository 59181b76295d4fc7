package dev.parley.gateway;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.socket.server.RequestUpgradeStrategy;

import dev.parley.jetty.AcceptPace;

/** The edge's settings, and its place ahead of everything else. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GatewayProperties.class)
class GatewayConfig {

	/** Behind the filter that names the request, ahead of all others. */
	private static final int FIRST = Ordered.HIGHEST_PRECEDENCE + 1;

	@Bean
	FilterRegistrationBean<HandshakeFilter> handshakeFilter(Handshake handshake, Edge edge,
			RequestUpgradeStrategy upgrade, HandshakeRefusals refusals, AcceptPace pace) {
		FilterRegistrationBean<HandshakeFilter> registration = new FilterRegistrationBean<>(
				new HandshakeFilter(handshake, edge, upgrade, refusals, pace));
		registration.addUrlPatterns("/ws/engagement", "/api/v1/ws/engagement");
		registration.setOrder(FIRST);
		return registration;
	}

}
