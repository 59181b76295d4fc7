package dev.parley.journal;

import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

import dev.parley.realtime.Audience;

/**
 * Cache of what this node knows of engagements: who may see each, which never changes,
 * and up to which event live delivery skipped it while no connection here was in its
 * audience. Any thread may call.
 */
final class EngagementCache {

	private static final long NONE = -1;

	private final EventRepository events;

	private final Cache<String, Cached> cache;

	EngagementCache(EventRepository events, int size) {
		this.events = events;
		this.cache = Caffeine.newBuilder().maximumSize(size).build();
	}

	/**
	 * A cached engagement.
	 *
	 * @param skipped the number of the newest event that was skipped
	 */
	private record Cached(Audience audience, long skipped) {

	}

	/** Null if it is not cached. */
	@Nullable Audience audience(String engagement) {
		Cached cached = this.cache.getIfPresent(engagement);
		return (cached != null) ? cached.audience() : null;
	}

	/** Reads the audience unless it is cached; empty if there is no such engagement. */
	Optional<Audience> find(String engagement) {
		Audience known = audience(engagement);
		if (known != null) {
			return Optional.of(known);
		}
		Optional<Audience> read = this.events.head(engagement).map(EventRepository.Head::audience);
		read.ifPresent((audience) -> add(engagement, audience));
		return read;
	}

	void add(String engagement, Audience audience) {
		if (this.cache.getIfPresent(engagement) == null) {
			this.cache.asMap().putIfAbsent(engagement, new Cached(audience, NONE));
		}
	}

	/** Records that live delivery skipped everything up to {@code seq}. */
	void skip(String engagement, Audience audience, long seq) {
		this.cache.asMap()
			.merge(engagement, new Cached(audience, seq),
					(before, skipped) -> (before.skipped() < skipped.skipped()) ? skipped : before);
	}

	/**
	 * A cursor after the newest event that was skipped; null if none was, or if that is
	 * not cached any more.
	 */
	@Nullable DeliveryCursor cursorAfterSkipped(String engagement) {
		Cached cached = this.cache.getIfPresent(engagement);
		return (cached != null && cached.skipped() != NONE)
				? DeliveryCursor.known(engagement, cached.audience(), cached.skipped()) : null;
	}

}
