package dev.parley.gateway;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.parley.protocol.ProtocolCodec;

/** The edge's settings, and the codec that all packages share. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GatewayProperties.class)
class GatewayConfig {

	@Bean
	ProtocolCodec protocolCodec() {
		return new ProtocolCodec();
	}

}
