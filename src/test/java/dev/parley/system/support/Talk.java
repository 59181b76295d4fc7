package dev.parley.system.support;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import tools.jackson.databind.JsonNode;

/**
 * Tells from the server's timestamps until when a listener was served, independent of
 * when the test looks.
 */
public final class Talk {

	private Talk() {
	}

	/**
	 * Sends messages until the server stamps one with a later time; returns how many.
	 */
	public static int until(Instant end, TestClient speaker, String engagement) {
		int said = 0;
		Instant stamp = Instant.MIN;
		while (!stamp.isAfter(end)) {
			String text = "talk " + UUID.randomUUID();
			speaker.say(engagement, text);
			stamp = stampOf(speaker.said(text));
			said++;
		}
		return said;
	}

	/**
	 * How long after that moment the listener was still served; zero if not at all.
	 */
	public static Duration heardAfter(Instant moment, TestClient listener) {
		return listener.received("chat_message")
			.stream()
			.map((frame) -> Duration.between(moment, stampOf(frame)))
			.filter(Duration::isPositive)
			.max(Duration::compareTo)
			.orElse(Duration.ZERO);
	}

	private static Instant stampOf(JsonNode frame) {
		return Instant.parse(frame.get("timestamp").asString());
	}

}
