package dev.parley.lab.load;

import java.util.List;

/**
 * What one connection has heard of one room since it joined. Owned by the connection's
 * loop.
 */
final class Hearing {

	private final Room room;

	private final SeqTracker[] byPublisher;

	private final int exceptPlace;

	private long lastNumber = -1;

	/**
	 * Joins now: what was begun before is optional.
	 * @param exceptClient a client whose own messages are not sent back to it, or -1
	 */
	Hearing(Room room, int exceptClient) {
		this.room = room;
		this.exceptPlace = (exceptClient < 0) ? -1 : room.placeOf(exceptClient);
		List<Publisher> publishers = room.publishers();
		this.byPublisher = new SeqTracker[publishers.size()];
		for (int i = 0; i < this.byPublisher.length; i++) {
			this.byPublisher[i] = new SeqTracker(publishers.get(i).sent());
		}
	}

	Room room() {
		return this.room;
	}

	SeqTracker.Seen see(int place, int seq) {
		return this.byPublisher[place].see(seq);
	}

	/**
	 * Takes the server's number of a message; answers how many are missing before it, or
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
	 * Whether something is missing that came later ones overtook, so that the account
	 * needs what the publishers know.
	 */
	boolean hasHoles() {
		boolean[] found = new boolean[1];
		for (SeqTracker tracker : this.byPublisher) {
			tracker.forEachMissing(tracker.highest() + 1, (seq) -> found[0] = true);
		}
		return found[0];
	}

	/**
	 * Draws the line under this hearing.
	 * @param stillOpen whether the connection is still there, so that everything begun
	 * must have come
	 * @param acks whether the server confirms
	 */
	Account close(boolean stillOpen, boolean acks) {
		long expected = 0;
		long unique = 0;
		long[] lost = new long[1];
		List<Publisher> publishers = this.room.publishers();
		for (int i = 0; i < this.byPublisher.length; i++) {
			if (i == this.exceptPlace) {
				continue;
			}
			SeqTracker tracker = this.byPublisher[i];
			Publisher publisher = publishers.get(i);
			int end = stillOpen ? publisher.sent() : tracker.highest() + 1;
			long before = lost[0];
			tracker.forEachMissing(end, (seq) -> lost[0] += publisher.mustArrive(seq, acks) ? 1 : 0);
			unique += tracker.unique();
			expected += tracker.unique() + lost[0] - before;
		}
		return new Account(expected, unique, lost[0]);
	}

	/**
	 * Expected copies against received ones.
	 *
	 * @param expected copies that had to come
	 * @param unique different copies that came
	 * @param lost copies that did not
	 */
	record Account(long expected, long unique, long lost) {

		static final Account NONE = new Account(0, 0, 0);

		Account plus(Account other) {
			return new Account(this.expected + other.expected, this.unique + other.unique, this.lost + other.lost);
		}

	}

}
