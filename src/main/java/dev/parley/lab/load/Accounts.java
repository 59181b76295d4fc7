package dev.parley.lab.load;

import java.util.ArrayList;
import java.util.List;

/** The account of the copies of one loop's clients, connection by connection. */
final class Accounts {

	private final boolean acks;

	/** Of connections that have ended with something missing. */
	private final List<Hearing> open = new ArrayList<>();

	private Hearing.Account total = Hearing.Account.NONE;

	/**
	 * Empty.
	 * @param acks whether the server confirms
	 */
	Accounts(boolean acks) {
		this.acks = acks;
	}

	/**
	 * A connection has ended: where something is missing, its account waits until the
	 * publishers' part is known.
	 */
	void ended(List<Hearing> hearings) {
		for (Hearing hearing : hearings) {
			if (hearing.hasHoles()) {
				this.open.add(hearing);
			}
			else {
				this.total = this.total.plus(hearing.close(false, this.acks));
			}
		}
	}

	/**
	 * Everything, once nothing moves any more, with the connections that are still there.
	 */
	Hearing.Account settle(List<Member> members) {
		Hearing.Account all = this.total;
		for (Hearing hearing : this.open) {
			all = all.plus(hearing.close(false, this.acks));
		}
		for (Member member : members) {
			for (Hearing hearing : member.hearings()) {
				all = all.plus(hearing.close(true, this.acks));
			}
		}
		return all;
	}

}
