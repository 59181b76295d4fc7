package dev.parley.journal;

import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

import dev.parley.realtime.Audience;

/** Who may see an engagement; remembered, since it never changes. Any thread. */
final class AudienceCache {

	private final EventRepository events;

	private final Cache<String, Audience> known;

	AudienceCache(EventRepository events, int size) {
		this.events = events;
		this.known = Caffeine.newBuilder().maximumSize(size).build();
	}

	/** Null if it would have to be read. */
	@Nullable Audience ifKnown(String engagement) {
		return this.known.getIfPresent(engagement);
	}

	/** Reads it if need be; nothing for an engagement that does not exist. */
	Optional<Audience> find(String engagement) {
		Audience audience = ifKnown(engagement);
		if (audience != null) {
			return Optional.of(audience);
		}
		Optional<Audience> read = this.events.head(engagement).map(EventRepository.Head::audience);
		read.ifPresent((found) -> remember(engagement, found));
		return read;
	}

	void remember(String engagement, Audience audience) {
		this.known.put(engagement, audience);
	}

}
