package dev.parley.lab.preset;

import java.net.URI;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.parley.lab.engine.Dial;
import dev.parley.lab.engine.Endpoint;

/**
 * The server under test and how many clients it gets.
 *
 * @param dial the handshake, before the preset adds to it
 * @param api where REST answers, for presets that need it
 * @param clients how many connections
 * @param rooms over how many rooms (engagements, channels, topics) they are spread
 * @param values for templates and presets, such as users and tokens; a value may be a
 * list, taken in turn
 * @param insecure whether REST takes any TLS certificate
 */
public record Target(Dial dial, @Nullable URI api, int clients, int rooms, Map<String, List<String>> values,
		boolean insecure) {

	public Target {
		values = Map.copyOf(values);
		if (clients < 1 || rooms < 1) {
			throw new IllegalArgumentException("a run needs at least one client and one room");
		}
	}

	/** Plain: no headers, no values. */
	public static Target of(Endpoint endpoint, int clients) {
		return new Target(Dial.to(endpoint), null, clients, 1, Map.of(), false);
	}

	public Endpoint endpoint() {
		return this.dial.endpoint();
	}

	public Target withRooms(int count) {
		return new Target(this.dial, this.api, this.clients, count, this.values, this.insecure);
	}

	public Target withClients(int count) {
		return new Target(this.dial, this.api, count, this.rooms, this.values, this.insecure);
	}

	public Target withValues(Map<String, List<String>> given) {
		return new Target(this.dial, this.api, this.clients, this.rooms, given, this.insecure);
	}

	/** The value for the i-th client, or null. */
	public @Nullable String value(String name, int i) {
		List<String> all = this.values.get(name);
		return (all == null || all.isEmpty()) ? null : all.get(Math.floorMod(i, all.size()));
	}

}
