package dev.parley.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;

import dev.parley.realtime.Frame;

/**
 * Reads pages on the readers' threads. Many who ask for the same page while it waits to
 * be read share one reading; one that has begun is not joined, since it may miss an event
 * that the asker has been promised.
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

	/** The events after {@code seq}, as of a moment after this call. */
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
