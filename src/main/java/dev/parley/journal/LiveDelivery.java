package dev.parley.journal;

import dev.parley.cluster.ClusterBus;
import dev.parley.journal.Committed.Placed;
import dev.parley.realtime.Audience;
import dev.parley.realtime.Broadcaster;

/**
 * Delivers events to the connections of this node: those of an engagement in order, each
 * once, without holes. Events committed here are delivered directly; those of other nodes
 * arrive as hints and are read by {@link GapRepair}. Any thread may call; the work is
 * done on the feed's thread.
 */
final class LiveDelivery {

	private final FeedThread thread;

	private final DeliveryCursors cursors;

	private final GapRepair repair;

	private final EventEncoder encoder;

	private final Broadcaster broadcaster;

	private final ClusterBus bus;

	LiveDelivery(FeedThread thread, DeliveryCursors cursors, GapRepair repair, EventEncoder encoder,
			Broadcaster broadcaster, ClusterBus bus) {
		this.thread = thread;
		this.cursors = cursors;
		this.repair = repair;
		this.encoder = encoder;
		this.broadcaster = broadcaster;
		this.bus = bus;
		bus.subscribe(Hint.TOPIC, (payload) -> Hint.decode(payload).ifPresent(this::hinted));
	}

	/** Answers the callers, then delivers what was committed here. */
	void committed(Committed committed) {
		this.thread.execute(() -> {
			committed.answers().forEach(Runnable::run);
			committed.events().forEach(this::deliver);
			Hint.of(committed.events()).forEach((hint) -> this.bus.publish(Hint.TOPIC, hint.encode()));
		});
	}

	private void deliver(Placed placed) {
		Event event = placed.event();
		Audience audience = placed.audience();
		if (!this.cursors.isWatched(audience)) {
			this.cursors.skip(event.engagement(), audience, event.seq());
			return;
		}
		this.cursors.add(event.engagement(), audience);
		if (event.seq() == 1) {
			this.cursors.follow(event.engagement(), audience, 0);
		}
		DeliveryCursor cursor = this.cursors.get(event.engagement());
		if (cursor.isNext(event.seq())) {
			this.broadcaster.broadcast(audience, this.encoder.frame(event));
			cursor.delivered(event.seq());
		}
		else {
			this.repair.gap(cursor, event.seq());
		}
	}

	private void hinted(Hint hint) {
		this.thread.execute(() -> {
			Audience audience = this.cursors.cachedAudience(hint.engagement());
			if (audience == null || this.cursors.isWatched(audience)) {
				this.repair.want(this.cursors.get(hint.engagement()), hint.first(), hint.last());
			}
		});
	}

}
