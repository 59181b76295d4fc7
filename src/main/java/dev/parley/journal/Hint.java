package dev.parley.journal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.parley.journal.Committed.Placed;

/**
 * What a node tells the others of one commit: which events an engagement got.
 */
record Hint(String engagement, long first, long last) {

	static final String TOPIC = "journal";

	/** One for each engagement of a commit. */
	static List<Hint> of(List<Placed> events) {
		Map<String, Hint> hints = new LinkedHashMap<>();
		for (Placed placed : events) {
			Event event = placed.event();
			hints.merge(event.engagement(), new Hint(event.engagement(), event.seq(), event.seq()),
					(earlier, later) -> new Hint(later.engagement, earlier.first, later.last));
		}
		return new ArrayList<>(hints.values());
	}

	byte[] encode() {
		return (this.first + " " + this.last + " " + this.engagement).getBytes(StandardCharsets.UTF_8);
	}

	/** Nothing if it was not one of ours. */
	static Optional<Hint> decode(byte[] payload) {
		String[] parts = new String(payload, StandardCharsets.UTF_8).split(" ", 3);
		try {
			Hint hint = new Hint(parts[2], Long.parseLong(parts[0]), Long.parseLong(parts[1]));
			return (hint.first >= 1 && hint.first <= hint.last) ? Optional.of(hint) : Optional.empty();
		}
		catch (NumberFormatException | ArrayIndexOutOfBoundsException ex) {
			return Optional.empty();
		}
	}

}
