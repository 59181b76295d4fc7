package dev.parley.journal;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.parley.journal.EventPageReader.Start;
import dev.parley.journal.EventRepository.Head;
import dev.parley.realtime.Audience;
import dev.parley.realtime.Broadcaster;
import dev.parley.realtime.Frame;

/**
 * Reads the events that live delivery is missing from the database and delivers them: one
 * page at a time for each engagement. All but {@link #found} and {@link #retry} is for
 * the feed's thread.
 */
final class GapRepair {

	private static final Logger log = LoggerFactory.getLogger(GapRepair.class);

	private final FeedThread thread;

	private final DeliveryCursors cursors;

	private final EventPageReader pages;

	private final Broadcaster broadcaster;

	private final JournalMetrics metrics;

	GapRepair(FeedThread thread, DeliveryCursors cursors, EventPageReader pages, Broadcaster broadcaster,
			JournalMetrics metrics) {
		this.thread = thread;
		this.cursors = cursors;
		this.pages = pages;
		this.broadcaster = broadcaster;
		this.metrics = metrics;
	}

	/** An event that was committed here did not follow the last one delivered. */
	void gap(DeliveryCursor cursor, long seq) {
		if (want(cursor, seq, seq)) {
			this.metrics.gap();
		}
	}

	/**
	 * Reads these events, and those before them, unless they have been delivered.
	 * @return whether any was missing
	 */
	boolean want(DeliveryCursor cursor, long first, long last) {
		boolean missing = cursor.want(first, last);
		catchUp(cursor);
		return missing;
	}

	/** A sweep found an engagement with events since then. Any thread may call. */
	void found(Head head, Instant since) {
		this.thread.execute(() -> {
			if (!this.cursors.isWatched(head.audience())) {
				this.cursors.skip(head.engagement(), head.audience(), head.seq());
			}
			else if (want(this.cursors.get(head.engagement(), since), head.seq(), head.seq())) {
				this.metrics.swept();
			}
		});
	}

	/**
	 * Forgets the engagements that are no longer watched, and tries again to read what
	 * could not be read for the others. Any thread may call.
	 */
	void retry() {
		this.thread.execute(() -> this.cursors.all().forEach((cursor) -> {
			Audience audience = cursor.audience();
			if (audience == null || !this.cursors.forgetUnlessWatched(cursor.engagement(), audience)) {
				catchUp(cursor);
			}
		}));
	}

	private void catchUp(DeliveryCursor cursor) {
		if (!cursor.beginReading()) {
			return;
		}
		Audience audience = cursor.audience();
		if (audience == null) {
			CompletableFuture<?> _ = this.pages.start(cursor.engagement(), cursor.since())
				.whenComplete((start, failure) -> this.thread.execute(() -> start(cursor, start, failure)));
			return;
		}
		CompletableFuture<?> _ = this.pages.after(cursor.engagement(), cursor.delivered())
			.whenComplete((page, failure) -> this.thread.execute(() -> deliver(cursor, audience, page, failure)));
	}

	private void start(DeliveryCursor cursor, @Nullable Start start, @Nullable Throwable failure) {
		cursor.endReading();
		if (start == null) {
			log.warn("The start of {} could not be read; the next sweep retries", cursor.engagement(), failure);
			return;
		}
		Audience audience = start.audience();
		if (audience == null) {
			this.cursors.remove(cursor);
		}
		else if (!this.cursors.forgetUnlessWatched(cursor.engagement(), audience)) {
			this.cursors.add(cursor.engagement(), audience);
			cursor.identify(audience, start.last());
			catchUp(cursor);
		}
	}

	private void deliver(DeliveryCursor cursor, Audience audience, @Nullable EventPage page,
			@Nullable Throwable failure) {
		cursor.endReading();
		if (page == null) {
			log.warn("Events of {} after {} could not be read; the next sweep retries", cursor.engagement(),
					cursor.delivered(), failure);
			return;
		}
		for (Frame frame : page.frames()) {
			if (cursor.isNext(frame.seq())) {
				this.broadcaster.broadcast(audience, frame);
				cursor.delivered(frame.seq());
			}
		}
		if (page.frames().isEmpty()) {
			cursor.wantNothing();
		}
		catchUp(cursor);
	}

}
