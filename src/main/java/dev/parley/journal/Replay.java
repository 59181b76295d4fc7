package dev.parley.journal;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.parley.identity.Caller;
import dev.parley.journal.EventRepository.Head;
import dev.parley.protocol.ClientMessage.Sync;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;
import dev.parley.protocol.ServerMessage;
import dev.parley.realtime.Connection;
import dev.parley.realtime.Frame;
import dev.parley.realtime.FrameFactory;

/**
 * Brings connections up to date: everything after the {@code seq} a client holds, in
 * order, before anything newer of that engagement. From the moment a sync begins, the
 * live events of its engagements are withheld, until each has got its page. Any thread
 * may call.
 */
public final class Replay {

	private static final Logger log = LoggerFactory.getLogger(Replay.class);

	private static final long RETRY_AFTER_MS = 1000;

	private final EventRepository events;

	private final EventPageReader pages;

	private final DeliveryCursors cursors;

	private final Executor readers;

	private final FrameFactory frames;

	Replay(EventRepository events, EventPageReader pages, DeliveryCursors cursors, Executor readers,
			FrameFactory frames) {
		this.events = events;
		this.pages = pages;
		this.cursors = cursors;
		this.readers = readers;
		this.frames = frames;
	}

	/**
	 * Sends each engagement's events after the given {@code seq}, at most a page, and its
	 * {@code synced}; to those that do not exist or are out of scope an {@code error}.
	 * The future completes when all that is queued; never, if the connection ends before.
	 */
	public CompletableFuture<Void> start(Connection connection, Sync sync) {
		CompletableFuture<Map<String, Head>> heads = CompletableFuture.supplyAsync(() -> heads(connection, sync),
				this.readers);
		return CompletableFuture.allOf(sync.after()
			.entrySet()
			.stream()
			.map((asked) -> new EngagementReplay(this, connection, asked.getKey(), asked.getValue()).start(heads))
			.toArray(CompletableFuture[]::new));
	}

	/**
	 * Reads the heads of all engagements in one query, so that those up to date need no
	 * further one, and has those in scope delivered live from there on.
	 */
	private Map<String, Head> heads(Connection connection, Sync sync) {
		Map<String, Head> heads = this.events.heads(sync.after().keySet())
			.stream()
			.collect(Collectors.toMap(Head::engagement, Function.identity()));
		Caller caller = connection.authenticated().caller();
		heads.values()
			.stream()
			.filter((head) -> caller.sees(head.audience().msp(), head.audience().client()))
			.forEach((head) -> this.cursors.follow(head.engagement(), head.audience(), head.seq()));
		return heads;
	}

	Executor readers() {
		return this.readers;
	}

	CompletableFuture<EventPage> page(String engagement, long after) {
		return this.pages.after(engagement, after);
	}

	/** Whether nothing came after {@code seq}, as far as this node knows. */
	boolean isUpToDate(Head head, long seq) {
		return head.seq() <= seq && delivered(head.engagement()) <= seq;
	}

	/** The number of the last event that was delivered live. */
	long delivered(String engagement) {
		return this.cursors.delivered(engagement);
	}

	Frame synced(String engagement, long seq, boolean more) {
		return this.frames.connection(new ServerMessage.Synced(engagement, new ServerMessage.SyncedData(seq, more)));
	}

	/** The same for what does not exist and what is out of scope. */
	Frame notFound(String engagement) {
		RejectedException reason = RejectedException.notFound("engagement");
		return this.frames.connection(new ServerMessage.Failed(engagement, null,
				new ServerMessage.ErrorData(reason.code().wire(), reason.explanation(), null, null)));
	}

	Frame unavailable(String engagement, @Nullable Throwable cause) {
		log.warn("A page of {} could not be read", engagement, cause);
		return this.frames.connection(
				new ServerMessage.Failed(engagement, null, new ServerMessage.ErrorData(ErrorCode.UNAVAILABLE.wire(),
						"The record cannot be read at the moment. Sync again later.", RETRY_AFTER_MS, null)));
	}

}
