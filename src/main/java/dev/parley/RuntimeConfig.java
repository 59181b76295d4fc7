package dev.parley;

import java.security.SecureRandom;
import java.time.Clock;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

import dev.parley.protocol.ProtocolCodec;

/**
 * Clock and randomness, injected everywhere so that tests control both, and the codec of
 * the wire.
 */
@Configuration(proxyBeanMethods = false)
class RuntimeConfig {

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

	@Bean
	SecureRandom random() {
		return new SecureRandom();
	}

	@Bean
	ProtocolCodec protocolCodec(
			@Value("${parley.realtime.max-frame:" + ProtocolCodec.DEFAULT_MAX_FRAME + "}") DataSize maxFrame) {
		return new ProtocolCodec(Math.toIntExact(maxFrame.toBytes()));
	}

}
