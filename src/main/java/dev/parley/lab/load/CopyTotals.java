package dev.parley.lab.load;

import java.util.ArrayList;
import java.util.List;

/** Adds up the copies of one loop's clients, connection by connection. */
final class CopyTotals {

	private final boolean acks;

	/** Subscriptions that have ended with something missing. */
	private final List<RoomSubscription> open = new ArrayList<>();

	private CopyCount total = CopyCount.NONE;

	/**
	 * Starts at zero.
	 * @param acks whether the server confirms messages
	 */
	CopyTotals(boolean acks) {
		this.acks = acks;
	}

	/**
	 * A connection has ended. A subscription with something missing is kept until the run
	 * is over, when it is known which messages had to arrive.
	 */
	void ended(List<RoomSubscription> subscriptions) {
		for (RoomSubscription subscription : subscriptions) {
			if (subscription.hasHoles()) {
				this.open.add(subscription);
			}
			else {
				this.total = this.total.plus(subscription.count(false, this.acks));
			}
		}
	}

	/** The total with the subscriptions that are still there, once nothing moves. */
	CopyCount settle(List<RoomSubscription> current) {
		CopyCount all = this.total;
		for (RoomSubscription subscription : this.open) {
			all = all.plus(subscription.count(false, this.acks));
		}
		for (RoomSubscription subscription : current) {
			all = all.plus(subscription.count(true, this.acks));
		}
		return all;
	}

}
