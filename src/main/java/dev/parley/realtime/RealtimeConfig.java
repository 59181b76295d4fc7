package dev.parley.realtime;

import java.security.SecureRandom;
import java.time.Clock;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the parts of open connections together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RealtimeProperties.class)
class RealtimeConfig {

	@Bean
	Times times(Clock clock, SecureRandom random) {
		return new Times(clock, System::nanoTime, random);
	}

	@Bean(initMethod = "run", destroyMethod = "close")
	TimerWheel timerWheel(Times times) {
		return new TimerWheel(times.nanoTime());
	}

	@Bean(destroyMethod = "close")
	ConnectionManager connectionManager(RealtimeProperties properties, Times times, TimerWheel wheel,
			RealtimeStatistics statistics, Notices notices, Organisations organisations) {
		return new ConnectionManager(properties, times, wheel, statistics, notices, organisations);
	}

	@Bean
	Drain drain(ConnectionManager connections, TimerWheel wheel, Times times, RealtimeProperties properties,
			ApplicationEventPublisher events) {
		return new Drain(connections, wheel, times, properties, events);
	}

	@Bean
	Limits limits(RealtimeProperties properties, Times times) {
		return new Limits(properties, times);
	}

}
