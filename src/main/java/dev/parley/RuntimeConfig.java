package dev.parley;

import java.security.SecureRandom;
import java.time.Clock;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Time and chance, injected everywhere so that tests can turn both. */
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

}
