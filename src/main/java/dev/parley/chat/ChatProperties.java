package dev.parley.chat;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of chat.
 *
 * @param typingInterval minimum time between two typing frames of one user in one
 * engagement; clients repeat the frame every 3 s, so the limit is slightly less
 * @param typingTracked number of typing users for whom the interval is enforced; more
 * than ever type at the same time
 * @param indexPause pause between two steps that each add up to 200 messages to the
 * search index of the embedded database; far more than people write, and a search indexes
 * waiting messages first
 */
@Validated
@ConfigurationProperties("parley.chat")
record ChatProperties(@DefaultValue("2500ms") @NotNull Duration typingInterval,
		@DefaultValue("10000") @Min(1) long typingTracked, @DefaultValue("250ms") @NotNull Duration indexPause) {

}
