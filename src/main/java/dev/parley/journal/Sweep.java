package dev.parley.journal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at regular intervals for engagements with events that did not arrive here because
 * a hint was lost or the database was unavailable. Runs on one of the readers' threads.
 */
final class Sweep {

	private static final Logger log = LoggerFactory.getLogger(Sweep.class);

	private final EventRepository events;

	private final GapRepair repair;

	private final Clock clock;

	private final Duration window;

	/** When the last sweep that succeeded began. */
	private Instant last;

	Sweep(EventRepository events, GapRepair repair, Clock clock, Duration window) {
		this.events = events;
		this.repair = repair;
		this.clock = clock;
		this.window = window;
		this.last = clock.instant();
	}

	/** Never throws; the next sweep finds what a failed one missed. */
	synchronized void run() {
		try {
			Instant start = this.clock.instant();
			Instant since = this.last.minus(this.window);
			this.events.changedSince(since).forEach((head) -> this.repair.found(head, since));
			this.repair.retry();
			this.last = start;
		}
		catch (RuntimeException ex) {
			log.warn("The sweep for events whose hints were lost failed; the next one covers its time", ex);
		}
	}

}
