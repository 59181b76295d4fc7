package dev.parley.journal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at regular times for engagements whose events did not come here, because a hint
 * was lost or the database was away. Runs on one of the readers' threads.
 */
final class Sweep {

	private static final Logger log = LoggerFactory.getLogger(Sweep.class);

	private final EventRepository events;

	private final JournalFeed feed;

	private final Clock clock;

	private final Duration window;

	/** Of the last sweep that succeeded. */
	private Instant last;

	Sweep(EventRepository events, JournalFeed feed, Clock clock, Duration window) {
		this.events = events;
		this.feed = feed;
		this.clock = clock;
		this.window = window;
		this.last = clock.instant();
	}

	/** Never throws; what a failed sweep missed, the next one finds. */
	synchronized void run() {
		try {
			Instant start = this.clock.instant();
			Instant since = this.last.minus(this.window);
			this.events.changedSince(since)
				.forEach((head) -> this.feed.found(head.engagement(), head.audience(), head.seq(), since));
			this.feed.tidy();
			this.last = start;
		}
		catch (RuntimeException ex) {
			log.warn("The record could not be searched for events whose hints were lost", ex);
		}
	}

}
