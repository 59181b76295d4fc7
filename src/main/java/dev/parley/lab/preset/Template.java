package dev.parley.lab.preset;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A kind of server described in a file. Texts may hold {@code {{client}}},
 * {@code {{room}}}, {@code {{uuid}}} and every value given by {@code --set};
 * {@code publish} holds {@code {{stamp}}} and may hold {@code {{padding}}}.
 *
 * @param name of the preset
 * @param connect what goes with the handshake
 * @param join steps until the client hears its room, in order
 * @param publish the message; must hold {@code {{stamp}}}
 * @param fanout who receives it
 * @param ack a text that marks the server's confirmation, which repeats the stamp
 * @param refused a text that marks a refusal
 * @param delivery a text that marks a delivery; without it everything with a stamp is one
 * @param sequence a text after which the server's number of a delivery stands
 * @param replies what must be answered at once, such as a server's own ping
 * @param rooms names of the rooms; without them {@code room-1}, {@code room-2}, …
 */
record Template(String name, @Nullable Connect connect, @Nullable List<JoinStep> join, String publish,
		Roster.@Nullable Fanout fanout, @Nullable String ack, @Nullable String refused, @Nullable String delivery,
		@Nullable String sequence, @Nullable List<Reply> replies, @Nullable List<String> rooms) {

	/** A server that sends every message on as it is, to whom {@code fanout} says. */
	static Template plain(String name, Roster.Fanout fanout) {
		return new Template(name, null, null, "{{stamp}} {{padding}}", fanout, null, null, null, null, null, null);
	}

	/**
	 * What goes with the handshake.
	 *
	 * @param path instead of the address's own path and query
	 * @param query appended to it
	 * @param headers besides the usual ones
	 * @param subprotocols offered
	 */
	record Connect(@Nullable String path, @Nullable String query, @Nullable Map<String, String> headers,
			@Nullable List<String> subprotocols) {

	}

	/**
	 * One step of joining.
	 *
	 * @param await a text that the server's message must hold; without it the step is
	 * done at once
	 * @param send what is sent then
	 */
	record JoinStep(@Nullable String await, @Nullable String send) {

	}

	/**
	 * An answer given whenever it is needed.
	 *
	 * @param when the server's message, exactly
	 * @param send the answer
	 */
	record Reply(String when, String send) {

	}

}
