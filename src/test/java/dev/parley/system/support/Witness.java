package dev.parley.system.support;

import java.util.LinkedHashMap;
import java.util.Map;

import org.assertj.core.api.Assertions;
import tools.jackson.databind.JsonNode;

/**
 * Reads an engagement from its first to its last event and reports what it contains.
 */
public final class Witness {

	/** The request id of each event by its seq; empty for none. */
	private final Map<Long, String> events = new LinkedHashMap<>();

	private Witness() {
	}

	/**
	 * Syncs from the first event over a new connection; fails on a gap or a duplicate.
	 */
	public static Witness of(int port, String token, String engagement) {
		Witness witness = new Witness();
		try (TestClient client = TestClient.connect(port, token)) {
			long after = 0;
			boolean more = true;
			while (more) {
				String id = client.send("sync", Map.of("after", Map.of(engagement, after)));
				JsonNode frame = witness.readUntilSynced(client, engagement);
				after = frame.at("/data/seq").asLong();
				more = frame.at("/data/more").asBoolean();
				client.acked(id);
			}
			Assertions.assertThat((long) witness.events.size()).isEqualTo(after);
		}
		return witness;
	}

	/**
	 * The seq of the event with this request id.
	 */
	public long seqOf(String id) {
		return this.events.entrySet()
			.stream()
			.filter((event) -> event.getValue().equals(id))
			.mapToLong(Map.Entry::getKey)
			.reduce((first, second) -> Assertions.fail("%s stands at %d and at %d", id, first, second))
			.orElseThrow(() -> new AssertionError(id + " is lost"));
	}

	public int size() {
		return this.events.size();
	}

	public Map<Long, String> events() {
		return this.events;
	}

	/**
	 * Live events received before the sync come again in their place.
	 */
	private JsonNode readUntilSynced(TestClient client, String engagement) {
		while (true) {
			JsonNode frame = client.await("an event or synced",
					(candidate) -> engagement.equals(candidate.path("engagement").asString(null))
							&& (candidate.has("seq") || candidate.path("type").asString("").equals("synced")));
			if (!frame.has("seq")) {
				return frame;
			}
			if (this.events.isEmpty() && frame.get("seq").asLong() > 1) {
				continue;
			}
			Assertions.assertThat(frame.get("seq").asLong()).isEqualTo(this.events.size() + 1L);
			this.events.put(frame.get("seq").asLong(), frame.path("id").asString(""));
		}
	}

}
