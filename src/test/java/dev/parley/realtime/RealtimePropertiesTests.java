package dev.parley.realtime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class RealtimePropertiesTests {

	private final ApplicationContextRunner context = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
		.withUserConfiguration(Config.class);

	@Test
	void hasTheDefaultsOfTheDesign() {
		this.context.run((context) -> {
			RealtimeProperties properties = context.getBean(RealtimeProperties.class);
			assertThat(properties.maxFrame().toKilobytes()).isEqualTo(64);
			assertThat(properties.messagesPerSecond()).isEqualTo(20);
			assertThat(properties.messageBurst()).isEqualTo(40);
			assertThat(properties.connectionsPerUser()).isEqualTo(20);
			assertThat(properties.outboxLimit().toKilobytes()).isEqualTo(256);
			assertThat(properties.shardCount()).isEqualTo(Runtime.getRuntime().availableProcessors());
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "max-frame=0B", "max-frame=1GB", "messages-per-second=0", "message-burst=-1",
			"connections-per-user=0", "handshakes-per-address=0", "outbox-limit=1KB", "ping-interval=0s",
			"ping-timeout=-1s", "write-stuck=0s", "linger=-1ms", "drain=0s", "shards=-1", "shards=1000" })
	void refusesAValueThatCannotWork(String setting) {
		this.context.withPropertyValues("parley.realtime." + setting).run((context) -> assertThat(context).hasFailed());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(RealtimeProperties.class)
	static class Config {

	}

}
