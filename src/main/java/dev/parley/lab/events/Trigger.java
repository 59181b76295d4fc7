package dev.parley.lab.events;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a step does to cause events. */
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
	 * @param as the client whose token is sent, or null for none
	 * @param status the expected status; 0 for any below 400
	 * @param capture dotted paths into the response, by variable name
	 */
	record Rest(@Nullable String as, String method, String path, @Nullable JsonNode body, int status,
			Map<String, String> capture) implements Trigger {

	}

	/** Nothing: the events arrive without a trigger. */
	record None() implements Trigger {

	}

}
