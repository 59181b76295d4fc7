package dev.parley.chat;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the conversation.
 *
 * @param typingInterval how often one person is shown typing at most; a receiver shows it
 * for 6 s and a good client repeats every 3 s, so that a little less lets each of those
 * through
 * @param typingTracked of how many typing people the interval is kept; more than type at
 * the same time anywhere
 * @param indexPause between two steps of at most 200 messages into the embedded
 * database's index; a search takes in what waits without it, and several hundred a second
 * are more than people write
 */
@Validated
@ConfigurationProperties("parley.chat")
record ChatProperties(@DefaultValue("2500ms") @NotNull Duration typingInterval,
		@DefaultValue("10000") @Min(1) long typingTracked, @DefaultValue("250ms") @NotNull Duration indexPause) {

}
