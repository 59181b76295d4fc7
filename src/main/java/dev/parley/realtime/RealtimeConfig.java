package dev.parley.realtime;

import java.security.SecureRandom;
import java.time.Clock;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.parley.identity.OrganisationTree;

/** Puts the parts of open connections together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RealtimeProperties.class)
class RealtimeConfig {

	@Bean
	TimeSource timeSource(Clock clock, SecureRandom random) {
		return new TimeSource(clock, System::nanoTime, random);
	}

	@Bean(initMethod = "run", destroyMethod = "close")
	TimerWheel timerWheel(TimeSource time) {
		return new TimerWheel(time.nanoTime());
	}

	@Bean(destroyMethod = "close")
	ConnectionManager connectionManager(RealtimeProperties properties, TimeSource time, TimerWheel wheel,
			RealtimeStatistics statistics, SystemFrames frames, OrganisationTree organisations) {
		return new ConnectionManager(properties, time, wheel, statistics, frames, organisations);
	}

	@Bean
	Drain drain(ConnectionManager connections, TimerWheel wheel, TimeSource time, RealtimeProperties properties,
			ApplicationEventPublisher events) {
		return new Drain(connections, wheel, time, properties, events);
	}

	@Bean
	RateLimiter rateLimiter(RealtimeProperties properties, TimeSource time) {
		return new RateLimiter(properties, time);
	}

}
