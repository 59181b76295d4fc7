package dev.parley.lab.engine;

import java.util.List;
import java.util.Map;

/**
 * The handshake request of one client.
 *
 * @param endpoint where
 * @param headers in addition to those of every handshake
 * @param subprotocols offered, best first
 */
public record Dial(Endpoint endpoint, Map<String, String> headers, List<String> subprotocols) {

	public Dial {
		headers = Map.copyOf(headers);
		subprotocols = List.copyOf(subprotocols);
		headers.forEach((name, value) -> {
			refuseLineBreaks(name);
			refuseLineBreaks(value);
		});
		subprotocols.forEach(Dial::refuseLineBreaks);
	}

	public static Dial to(Endpoint endpoint) {
		return new Dial(endpoint, Map.of(), List.of());
	}

	private static void refuseLineBreaks(String text) {
		if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0) {
			throw new IllegalArgumentException("a header must not hold a line break");
		}
	}

}
