package dev.parley.lab.events;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What sets events off. */
sealed interface Trigger {

	/**
	 * A client sends a frame.
	 *
	 * @param client or null for the first
	 */
	record Send(@Nullable String client, String text) implements Trigger {

	}

	/**
	 * A REST call.
	 *
	 * @param as the client whose token it carries, or null for none
	 * @param status that must come; 0 for any below 400
	 * @param capture variables, taken from the answer by dotted paths
	 */
	record Rest(@Nullable String as, String method, String path, @Nullable JsonNode body, int status,
			Map<String, String> capture) implements Trigger {

	}

	/** Nothing: what is expected comes by itself. */
	record None() implements Trigger {

	}

}
