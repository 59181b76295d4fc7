package dev.parley.chat;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.parley.engagement.PeriodicTask;

/** Enables the settings of chat, and runs the indexing of messages. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ChatProperties.class)
class ChatConfig {

	/** Indexes in small steps, so that writers of messages hardly have to wait. */
	@Bean
	PeriodicTask messageIndexing(MessageIndex index, ChatProperties properties) {
		return new PeriodicTask("message-index", properties.indexPause(), index::step);
	}

}
