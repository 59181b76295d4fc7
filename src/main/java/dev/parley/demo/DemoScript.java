package dev.parley.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The content of demo/conversations.yaml.
 */
record DemoScript(List<Conversation> conversations) {

	/**
	 * One engagement.
	 *
	 * @param interactions counted interactions by kind
	 * @param behind how many of the newest events a person has not read; everyone else
	 * has read all
	 */
	record Conversation(String id, String msp, String client, String title, Map<String, Long> interactions,
			Map<String, Integer> behind, List<Scene> scenes) {

	}

	/**
	 * One action of a person: exactly one of the verbs.
	 *
	 * @param day how many days ago, at {@code time}; or
	 * @param ago how long ago
	 * @param as a name by which later scenes refer to a message or an alert
	 * @param to the message that this one replies to
	 * @param text the new text of an edited message
	 * @param comment of an acknowledgement or a resolution
	 */
	record Scene(@Nullable Integer day, @Nullable LocalTime time, @Nullable Duration ago, String by,
			@Nullable String as, @Nullable String says, @Nullable String to, @Nullable String edits,
			@Nullable String text, @Nullable String deletes, @Nullable DemoAlert raises, @Nullable String acknowledges,
			@Nullable String resolves, @Nullable String comment, @Nullable String becomes) {

		Instant at(Instant now) {
			if (this.day == null || this.time == null) {
				return now.minus((this.ago != null) ? this.ago : Duration.ZERO).truncatedTo(ChronoUnit.MILLIS);
			}
			return now.atZone(ZoneOffset.UTC)
				.toLocalDate()
				.minusDays(this.day)
				.atTime(this.time)
				.toInstant(ZoneOffset.UTC);
		}

	}

	record DemoAlert(String severity, String title, @Nullable String detail, @Nullable String key) {

	}

}
