package dev.parley.lab.load;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.parley.lab.engine.Payload;
import dev.parley.lab.engine.Stamp;
import dev.parley.lab.preset.Dialogue;
import dev.parley.lab.preset.Roster;

/**
 * What one client receives: judges every copy, and the order of the numbers that the
 * server gives. Owned by its loop.
 */
final class Inbound {

	private final int client;

	private final LoopContext context;

	private final Run run;

	private final int[] rooms;

	private List<RoomSubscription> subscriptions = List.of();

	Inbound(int client, LoopContext context) {
		this.client = client;
		this.context = context;
		this.run = context.run();
		this.rooms = this.run.roster().roomsOf(client);
	}

	/** The client is in its rooms: from now on copies are expected. */
	void joined() {
		boolean others = this.run.roster().fanout() == Roster.Fanout.OTHERS;
		this.subscriptions = Arrays.stream(this.rooms)
			.mapToObj(
					(room) -> new RoomSubscription(this.run.room(room), others ? this.client : -1, this.run.hasBegun()))
			.toList();
		this.subscriptions.forEach((subscription) -> subscription.room().listeners().incrementAndGet());
	}

	/** The connection has ended. */
	void left() {
		this.context.copies().ended(this.subscriptions);
		this.subscriptions.forEach((subscription) -> subscription.room().listeners().decrementAndGet());
		this.subscriptions = List.of();
	}

	List<RoomSubscription> subscriptions() {
		return this.subscriptions;
	}

	/**
	 * A copy has come.
	 * @return whether it was sent by this client itself
	 */
	boolean delivery(Dialogue dialogue, Payload payload, long at) {
		Stamp stamp = this.context.stamp();
		if (!stamp.find(payload)) {
			foreign(dialogue, payload);
			return false;
		}
		int from = stamp.publisher(payload);
		int seq = stamp.sequence(payload);
		Publisher publisher = this.run.publisher(from);
		RoomSubscription subscription = (publisher == null) ? null : subscriptionTo(from);
		if (publisher == null || subscription == null || seq < 0 || seq >= publisher.sent()) {
			this.context.statistics().increment(LoadCounter.GHOSTS);
			return false;
		}
		follow(subscription, dialogue.sequence(payload), from, seq);
		copy(subscription, publisher, seq, payload, at);
		return from == this.client;
	}

	/** A message that is not of this run; if it is numbered, it takes its place. */
	void foreign(Dialogue dialogue, Payload payload) {
		long number = dialogue.sequence(payload);
		int room = (number < 0) ? -1 : dialogue.room(payload);
		for (RoomSubscription subscription : this.subscriptions) {
			if (subscription.room().index() == room) {
				follow(subscription, number, -1, -1);
			}
		}
	}

	private void copy(RoomSubscription subscription, Publisher publisher, int seq, Payload payload, long at) {
		SeqTracker.Seen seen = subscription.see(subscription.room().placeOf(publisher.client()), seq);
		if (seen == SeqTracker.Seen.OPTIONAL) {
			return;
		}
		if (seen == SeqTracker.Seen.DUPLICATE) {
			this.context.statistics().increment(LoadCounter.DUPLICATED);
			return;
		}
		if (seen == SeqTracker.Seen.REORDERED && publisher.isInOrder()) {
			this.context.statistics().increment(LoadCounter.REORDERED);
		}
		Stamp stamp = this.context.stamp();
		this.context.statistics().copied(stamp.intended(payload), at, stamp.lag(payload), publisher.copied(seq));
	}

	private void follow(RoomSubscription subscription, long number, int from, int seq) {
		if (number < 0) {
			return;
		}
		long missing = subscription.follow(number);
		if (missing != 0) {
			this.context.statistics().increment((missing < 0) ? LoadCounter.DISAGREEMENTS : LoadCounter.HOLES);
		}
		else if (from >= 0 && !this.run.order(subscription.room().index()).agrees(number, from, seq)) {
			this.context.statistics().increment(LoadCounter.DISAGREEMENTS);
		}
	}

	private @Nullable RoomSubscription subscriptionTo(int publisher) {
		for (RoomSubscription subscription : this.subscriptions) {
			if (subscription.room().placeOf(publisher) >= 0) {
				return subscription;
			}
		}
		return null;
	}

}
