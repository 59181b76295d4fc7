package dev.parley.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

import dev.parley.realtime.Audience;
import dev.parley.realtime.Frame;

/**
 * Reads pages of events on the readers' threads. Requests for the same page share one
 * read as long as it has not begun; one that has begun may miss an event that a later
 * request is promised. Any thread may call.
 */
final class EventPageReader {

	private final EventRepository events;

	private final EventEncoder encoder;

	private final Executor readers;

	private final int maxEvents;

	private final long maxBytes;

	private final ConcurrentMap<Key, CompletableFuture<EventPage>> waiting = new ConcurrentHashMap<>();

	EventPageReader(EventRepository events, EventEncoder encoder, Executor readers, JournalProperties properties) {
		this.events = events;
		this.encoder = encoder;
		this.readers = readers;
		this.maxEvents = properties.pageEvents();
		this.maxBytes = properties.pageSize().toBytes();
	}

	private record Key(String engagement, long after) {

	}

	/**
	 * Where delivery of an engagement starts.
	 *
	 * @param audience null if there is no such engagement
	 * @param last the number of the last event before the start; 0 for none
	 */
	record Start(@Nullable Audience audience, long last) {

	}

	/** The audience, and the last event before that moment. */
	CompletableFuture<Start> start(String engagement, Instant since) {
		return CompletableFuture.supplyAsync(() -> {
			Audience audience = this.events.head(engagement).map(EventRepository.Head::audience).orElse(null);
			return new Start(audience, (audience != null) ? this.events.lastBefore(engagement, since) : 0);
		}, this.readers);
	}

	/** The events after {@code seq}, read after this call. */
	CompletableFuture<EventPage> after(String engagement, long seq) {
		Key key = new Key(engagement, seq);
		CompletableFuture<EventPage> fresh = new CompletableFuture<>();
		CompletableFuture<EventPage> shared = this.waiting.putIfAbsent(key, fresh);
		if (shared != null) {
			return shared;
		}
		this.readers.execute(() -> {
			this.waiting.remove(key);
			read(key, fresh);
		});
		return fresh;
	}

	private void read(Key key, CompletableFuture<EventPage> page) {
		try {
			page.complete(encode(this.events.after(key.engagement(), key.after(), this.maxEvents + 1), key.after()));
		}
		catch (RuntimeException ex) {
			page.completeExceptionally(ex);
		}
	}

	private EventPage encode(List<Event> read, long after) {
		List<Frame> frames = new ArrayList<>(Math.min(read.size(), this.maxEvents));
		long bytes = 0;
		long upTo = after;
		for (Event event : read) {
			byte[] json = this.encoder.json(event);
			bytes += json.length;
			if (frames.size() == this.maxEvents || (bytes > this.maxBytes && !frames.isEmpty())) {
				return new EventPage(frames, upTo, true);
			}
			frames.add(this.encoder.frame(event, json));
			upTo = event.seq();
		}
		return new EventPage(frames, upTo, false);
	}

}
