package dev.parley.lab.preset;

import java.net.URI;
import java.util.List;
import java.util.Map;

import dev.parley.lab.engine.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * What a run is aimed at.
 *
 * @param endpoint of the sockets
 * @param api where REST answers, for presets that need it
 * @param clients how many connections
 * @param rooms over how many rooms (engagements, channels, topics) they are spread
 * @param headers sent with every handshake
 * @param subprotocols offered with every handshake
 * @param values for templates and presets, such as users and tokens; a value may be a
 * list, taken in turn
 * @param insecure whether REST takes any TLS certificate
 */
public record Target(Endpoint endpoint, @Nullable URI api, int clients, int rooms, Map<String, String> headers,
		List<String> subprotocols, Map<String, List<String>> values, boolean insecure) {

	public Target {
		headers = Map.copyOf(headers);
		subprotocols = List.copyOf(subprotocols);
		values = Map.copyOf(values);
		if (clients < 1 || rooms < 1) {
			throw new IllegalArgumentException("a run needs at least one client and one room");
		}
	}

	/** Plain: no headers, no values. */
	public static Target of(Endpoint endpoint, int clients) {
		return new Target(endpoint, null, clients, 1, Map.of(), List.of(), Map.of(), false);
	}

	public Target withRooms(int count) {
		return new Target(this.endpoint, this.api, this.clients, count, this.headers, this.subprotocols, this.values,
				this.insecure);
	}

	public Target withClients(int count) {
		return new Target(this.endpoint, this.api, count, this.rooms, this.headers, this.subprotocols, this.values,
				this.insecure);
	}

	public Target withApi(@Nullable URI address) {
		return new Target(this.endpoint, address, this.clients, this.rooms, this.headers, this.subprotocols,
				this.values, this.insecure);
	}

	public Target withValues(Map<String, List<String>> given) {
		return new Target(this.endpoint, this.api, this.clients, this.rooms, this.headers, this.subprotocols, given,
				this.insecure);
	}

	public Target withEndpoint(Endpoint other) {
		return new Target(other, this.api, this.clients, this.rooms, this.headers, this.subprotocols, this.values,
				this.insecure);
	}

	/** The value for the i-th client, or null. */
	public @Nullable String value(String name, int i) {
		List<String> all = this.values.get(name);
		return (all == null || all.isEmpty()) ? null : all.get(Math.floorMod(i, all.size()));
	}

}
