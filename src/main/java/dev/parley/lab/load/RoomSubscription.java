package dev.parley.lab.load;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What one connection has received from one room since it joined. Per publisher it keeps
 * one number while messages come in order and a {@link SeqTracker} once they do not.
 * Owned by the connection's loop.
 */
final class RoomSubscription {

	private static final int[] NOTHING = {};

	private final Room room;

	/** The first message of each publisher to expect; empty where it is 0 for all. */
	private final int[] joinedAt;

	private final int exceptPlace;

	/** The next message of each publisher while its messages come in order. */
	private int[] next = NOTHING;

	private @Nullable SeqTracker @Nullable [] disordered;

	private long lastNumber = -1;

	/**
	 * Joins now. Messages that were begun earlier are optional.
	 * @param exceptClient a client whose own messages are not sent back to it, or -1
	 * @param begun whether the run has begun to send
	 */
	RoomSubscription(Room room, int exceptClient, boolean begun) {
		this.room = room;
		this.exceptPlace = (exceptClient < 0) ? -1 : room.placeOf(exceptClient);
		this.joinedAt = begun ? room.publishers().stream().mapToInt(Publisher::sent).toArray() : NOTHING;
	}

	Room room() {
		return this.room;
	}

	SeqTracker.Seen see(int place, int seq) {
		SeqTracker tracker = trackerOf(place);
		if (tracker != null) {
			return tracker.see(seq);
		}
		if (this.next.length == 0) {
			this.next = (this.joinedAt.length == 0) ? new int[this.room.publishers().size()] : this.joinedAt.clone();
		}
		if (seq == this.next[place]) {
			this.next[place]++;
			return SeqTracker.Seen.NEW;
		}
		return track(place).see(seq);
	}

	/**
	 * Takes the server's number of a message; returns how many are missing before it, or
	 * -1 if it goes backwards.
	 */
	long follow(long number) {
		long before = this.lastNumber;
		if (before >= 0 && number <= before) {
			return -1;
		}
		this.lastNumber = number;
		return (before < 0) ? 0 : number - before - 1;
	}

	/**
	 * Whether a message is missing that later ones have overtaken. Then the count needs
	 * to know what became of it at its publisher.
	 */
	boolean hasHoles() {
		boolean[] found = new boolean[1];
		if (this.disordered != null) {
			for (SeqTracker tracker : this.disordered) {
				if (tracker != null) {
					tracker.forEachMissing(tracker.highest() + 1, (seq) -> found[0] = true);
				}
			}
		}
		return found[0];
	}

	/**
	 * Counts what should have come and what did.
	 * @param stillOpen whether the connection is still there, so that every message begun
	 * must have come
	 * @param acks whether the server confirms messages
	 */
	CopyCount count(boolean stillOpen, boolean acks) {
		long expected = 0;
		long unique = 0;
		long[] lost = new long[1];
		List<Publisher> publishers = this.room.publishers();
		for (int i = 0; i < publishers.size(); i++) {
			Publisher publisher = publishers.get(i);
			if (i == this.exceptPlace) {
				continue;
			}
			SeqTracker known = trackerOf(i);
			SeqTracker tracker = (known == null) ? new SeqTracker(firstOf(i), nextOf(i)) : known;
			int end = stillOpen ? publisher.sent() : tracker.highest() + 1;
			long before = lost[0];
			tracker.forEachMissing(end, (seq) -> lost[0] += publisher.mustArrive(seq, acks) ? 1 : 0);
			unique += tracker.unique();
			expected += tracker.unique() + lost[0] - before;
		}
		return new CopyCount(expected, unique, lost[0]);
	}

	private int firstOf(int place) {
		return (this.joinedAt.length == 0) ? 0 : this.joinedAt[place];
	}

	private int nextOf(int place) {
		return (this.next.length == 0) ? firstOf(place) : this.next[place];
	}

	private @Nullable SeqTracker trackerOf(int place) {
		return (this.disordered == null) ? null : this.disordered[place];
	}

	/** From now on every message of this publisher is tracked. */
	private SeqTracker track(int place) {
		@Nullable SeqTracker[] all = this.disordered;
		if (all == null) {
			all = new SeqTracker[this.room.publishers().size()];
			this.disordered = all;
		}
		SeqTracker tracker = all[place];
		if (tracker == null) {
			tracker = new SeqTracker(firstOf(place), nextOf(place));
			all[place] = tracker;
		}
		return tracker;
	}

}
