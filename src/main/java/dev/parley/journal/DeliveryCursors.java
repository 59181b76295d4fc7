package dev.parley.journal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.jspecify.annotations.Nullable;

import dev.parley.realtime.Audience;
import dev.parley.realtime.Broadcaster;

/**
 * The cursors of the engagements that a connection of this node watches. The others have
 * none: their events are skipped, and only the number of the last one is remembered. All
 * but {@link #follow} and {@link #delivered} is for the feed's thread.
 * <p>
 * A connection counts as a watcher before it syncs, and the sync follows the engagement.
 * Both {@link #follow} and the removal of a cursor hold the map's lock of the engagement,
 * so a removal either sees the watcher and does not happen, or comes first and leaves the
 * sync to start a cursor at the head it has read. What was skipped was committed before
 * any present watcher connected: its sync brings it.
 */
final class DeliveryCursors {

	private final ConcurrentMap<String, DeliveryCursor> cursors = new ConcurrentHashMap<>();

	private final EngagementCache engagements;

	private final Broadcaster broadcaster;

	private final Clock clock;

	private final Duration window;

	/**
	 * Creates an empty set of cursors.
	 * @param window how long events of an engagement without a cursor may have been on
	 * their way from another node
	 */
	DeliveryCursors(EngagementCache engagements, Broadcaster broadcaster, Clock clock, Duration window) {
		this.engagements = engagements;
		this.broadcaster = broadcaster;
		this.clock = clock;
		this.window = window;
	}

	/**
	 * Delivers every event of the engagement after {@code seq} from now on, unless it is
	 * being delivered already. Any thread may call.
	 */
	void follow(String engagement, Audience audience, long seq) {
		// Not computeIfAbsent, which takes no lock when there is a cursor.
		this.cursors.compute(engagement,
				(id, cursor) -> (cursor != null) ? cursor : DeliveryCursor.known(id, audience, seq));
	}

	/**
	 * The number of the last event delivered; 0 for an engagement without a cursor. Any
	 * thread may call.
	 */
	long delivered(String engagement) {
		DeliveryCursor cursor = this.cursors.get(engagement);
		return (cursor != null) ? cursor.delivered() : 0;
	}

	boolean isWatched(Audience audience) {
		return this.broadcaster.reaches(audience);
	}

	/** The audience of the engagement; null if it is not cached. */
	@Nullable Audience cachedAudience(String engagement) {
		return this.engagements.audience(engagement);
	}

	/** The cursor of an engagement, new if need be. */
	DeliveryCursor get(String engagement) {
		DeliveryCursor cursor = this.cursors.get(engagement);
		return (cursor != null) ? cursor : get(engagement, this.clock.instant().minus(this.window));
	}

	/**
	 * The cursor of an engagement, new if need be. If it is not known what was skipped,
	 * it starts at the last event before {@code since}.
	 */
	DeliveryCursor get(String engagement, Instant since) {
		return this.cursors.computeIfAbsent(engagement, (id) -> {
			DeliveryCursor afterSkipped = this.engagements.cursorAfterSkipped(id);
			return (afterSkipped != null) ? afterSkipped : DeliveryCursor.unknown(id, since);
		});
	}

	Collection<DeliveryCursor> all() {
		return this.cursors.values();
	}

	/** Skips everything up to {@code seq} for want of a watcher. */
	void skip(String engagement, Audience audience, long seq) {
		this.engagements.skip(engagement, audience, seq);
		forgetUnlessWatched(engagement, audience);
	}

	/**
	 * Removes the cursor unless it is in use or the engagement is watched.
	 * @return whether there is no cursor now
	 */
	boolean forgetUnlessWatched(String engagement, Audience audience) {
		return this.cursors.computeIfPresent(engagement, (id, cursor) -> {
			if (!cursor.isIdle() || isWatched(audience)) {
				return cursor;
			}
			if (cursor.audience() != null) {
				this.engagements.skip(id, audience, cursor.delivered());
			}
			return null;
		}) == null;
	}

	/** Removes the cursor of an engagement that does not exist. */
	void remove(DeliveryCursor cursor) {
		this.cursors.remove(cursor.engagement(), cursor);
	}

	/** Caches the audience of an engagement that has a new event. */
	void add(String engagement, Audience audience) {
		this.engagements.add(engagement, audience);
	}

}
