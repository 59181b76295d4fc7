package dev.parley.journal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.parley.cluster.ClusterBus;
import dev.parley.journal.Committed.Placed;
import dev.parley.realtime.Audience;
import dev.parley.realtime.Broadcaster;
import dev.parley.realtime.Frame;

/**
 * Hands events to the connections of this node: those of an engagement in order, each
 * once, without holes. What is committed here arrives with its events, what is committed
 * elsewhere as a hint, or is found by the {@link Sweep} if the hint was lost; whatever is
 * missing is read from the database. Any thread calls; the work is done on the feed's.
 */
final class JournalFeed {

	private static final Logger log = LoggerFactory.getLogger(JournalFeed.class);

	private final Map<String, DeliveryCursor> cursors = new ConcurrentHashMap<>();

	private final Executor thread;

	private final Executor readers;

	private final EventPageReader pages;

	private final EventRepository events;

	private final AudienceCache audiences;

	private final EventEncoder encoder;

	private final Broadcaster broadcaster;

	private final ClusterBus bus;

	private final Clock clock;

	private final Duration window;

	private final JournalMetrics metrics;

	/**
	 * Creates a feed.
	 * @param thread runs one task after the other
	 * @param window how long events of an engagement not followed before may have been on
	 * their way
	 */
	JournalFeed(Executor thread, Executor readers, EventPageReader pages, EventRepository events,
			AudienceCache audiences, EventEncoder encoder, Broadcaster broadcaster, ClusterBus bus, Clock clock,
			Duration window, JournalMetrics metrics) {
		this.events = events;
		this.clock = clock;
		this.window = window;
		this.thread = thread;
		this.readers = readers;
		this.pages = pages;
		this.audiences = audiences;
		this.encoder = encoder;
		this.broadcaster = broadcaster;
		this.bus = bus;
		this.metrics = metrics;
		bus.subscribe(Hint.TOPIC, (payload) -> Hint.decode(payload).ifPresent(this::hinted));
	}

	/** Answers the callers, then hands on what was committed here. */
	void committed(Committed committed) {
		execute(() -> {
			committed.answers().forEach(Runnable::run);
			committed.events().forEach(this::deliver);
			Hint.of(committed.events()).forEach((hint) -> this.bus.publish(Hint.TOPIC, hint.encode()));
		});
	}

	/**
	 * From now on hands on everything of this engagement that comes after {@code seq}.
	 */
	void follow(String engagement, Audience audience, long seq) {
		this.cursors.computeIfAbsent(engagement, (id) -> DeliveryCursor.known(id, audience, seq));
	}

	/** The number of the last event handed on; 0 for an engagement nobody follows. */
	long delivered(String engagement) {
		DeliveryCursor cursor = this.cursors.get(engagement);
		return (cursor != null) ? cursor.delivered() : 0;
	}

	/**
	 * The engagement has events up to this one, some of them since then; found by a
	 * sweep.
	 */
	void found(String engagement, Audience audience, long seq, Instant since) {
		execute(() -> {
			if (this.broadcaster.reaches(audience)) {
				DeliveryCursor cursor = this.cursors.computeIfAbsent(engagement,
						(id) -> DeliveryCursor.unknown(id, since));
				if (cursor.want(seq, seq)) {
					this.metrics.swept();
					catchUp(cursor);
				}
			}
		});
	}

	/** Tries again what could not be read, and forgets what nobody here watches. */
	void tidy() {
		execute(() -> this.cursors.values().removeIf((cursor) -> {
			catchUp(cursor);
			Audience audience = cursor.audience();
			return cursor.isIdle() && audience != null && !this.broadcaster.reaches(audience);
		}));
	}

	private void hinted(Hint hint) {
		execute(() -> {
			Audience audience = this.audiences.ifKnown(hint.engagement());
			if (audience == null || this.broadcaster.reaches(audience)) {
				want(hint.engagement(), hint.first(), hint.last());
			}
		});
	}

	private void deliver(Placed placed) {
		Event event = placed.event();
		this.audiences.remember(event.engagement(), placed.audience());
		if (!this.broadcaster.reaches(placed.audience())) {
			this.cursors.computeIfPresent(event.engagement(), (id, cursor) -> cursor.isIdle() ? null : cursor);
			return;
		}
		if (event.seq() == 1) {
			follow(event.engagement(), placed.audience(), 0);
		}
		DeliveryCursor cursor = this.cursors.get(event.engagement());
		if (cursor != null && cursor.isNext(event.seq())) {
			this.broadcaster.broadcast(placed.audience(), this.encoder.frame(event));
			cursor.delivered(event.seq());
		}
		else if (want(event.engagement(), event.seq(), event.seq())) {
			this.metrics.gap();
		}
	}

	private boolean want(String engagement, long first, long last) {
		DeliveryCursor cursor = this.cursors.computeIfAbsent(engagement,
				(id) -> DeliveryCursor.unknown(id, this.clock.instant().minus(this.window)));
		boolean missing = cursor.want(first, last);
		catchUp(cursor);
		return missing;
	}

	/** Reads on until nothing is missing; one reading at a time for each engagement. */
	private void catchUp(DeliveryCursor cursor) {
		if (!cursor.beginReading()) {
			return;
		}
		Audience audience = cursor.audience();
		if (audience == null) {
			this.readers.execute(() -> identify(cursor));
			return;
		}
		CompletableFuture<EventPage> _ = this.pages.after(cursor.engagement(), cursor.delivered())
			.whenComplete((page, failure) -> execute(() -> caughtUp(cursor, audience, page, failure)));
	}

	private void identify(DeliveryCursor cursor) {
		try {
			Audience audience = this.audiences.find(cursor.engagement()).orElse(null);
			long last = (audience != null) ? this.events.lastBefore(cursor.engagement(), cursor.since()) : 0;
			execute(() -> identified(cursor, audience, last));
		}
		catch (RuntimeException ex) {
			log.warn("It could not be found out who sees {}; the next sweep tries again", cursor.engagement(), ex);
			execute(cursor::endReading);
		}
	}

	private void identified(DeliveryCursor cursor, @Nullable Audience audience, long last) {
		cursor.endReading();
		if (audience == null || !this.broadcaster.reaches(audience)) {
			this.cursors.remove(cursor.engagement(), cursor);
		}
		else {
			cursor.identify(audience, last);
			catchUp(cursor);
		}
	}

	private void caughtUp(DeliveryCursor cursor, Audience audience, @Nullable EventPage page,
			@Nullable Throwable failure) {
		cursor.endReading();
		if (page == null) {
			log.warn("Events of {} after {} could not be read; the next sweep tries again", cursor.engagement(),
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

	/** A task that fails costs no other; what it did not hand on stays missing. */
	private void execute(Runnable task) {
		this.thread.execute(() -> {
			try {
				task.run();
			}
			catch (RuntimeException ex) {
				log.error("Events could not be handed on; the next sweep tries again", ex);
			}
		});
	}

}
