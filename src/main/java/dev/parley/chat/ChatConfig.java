package dev.parley.chat;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.parley.engagement.Repeating;

/** The settings of the conversation, and the thread that keeps its index. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ChatProperties.class)
class ChatConfig {

	/**
	 * A step at a time, so that the index takes little from those who write meanwhile.
	 */
	@Bean
	Repeating messageIndexing(MessageIndex index, ChatProperties properties) {
		return new Repeating("message-index", properties.indexPause(), index::step);
	}

}
