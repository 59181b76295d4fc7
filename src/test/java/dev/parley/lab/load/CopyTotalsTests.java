package dev.parley.lab.load;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CopyTotalsTests {

	private final Room room = new Room(0);

	private final Publisher ann = new Publisher(0, true, 16);

	CopyTotalsTests() {
		this.room.add(this.ann);
	}

	@Test
	void addsUpSubscriptionsThatHaveEndedAndThoseThatHaveNot() {
		CopyTotals totals = new CopyTotals(false);
		RoomSubscription ended = subscription();
		RoomSubscription current = subscription();
		send(3);
		see(ended, 0, 1);
		totals.ended(List.of(ended));
		see(current, 0, 1, 2);

		assertThat(totals.settle(List.of(current))).isEqualTo(new CopyCount(5, 5, 0));
	}

	@Test
	void aSubscriptionThatHasEndedExpectsNothingAfterItsLastMessage() {
		CopyTotals totals = new CopyTotals(false);
		RoomSubscription ended = subscription();
		send(10);
		see(ended, 0);

		totals.ended(List.of(ended));

		assertThat(totals.settle(List.of())).isEqualTo(new CopyCount(1, 1, 0));
	}

	@Test
	void aHoleIsCountedOnceItIsKnownThatTheMessageWasConfirmed() {
		CopyTotals totals = new CopyTotals(true);
		RoomSubscription ended = subscription();
		send(3);
		see(ended, 0, 2);
		totals.ended(List.of(ended));

		this.ann.acked().see(0);
		this.ann.acked().see(1);
		this.ann.acked().see(2);

		assertThat(totals.settle(List.of())).isEqualTo(new CopyCount(3, 2, 1));
	}

	@Test
	void aHoleWhoseMessageWasNeverConfirmedIsNone() {
		CopyTotals totals = new CopyTotals(true);
		RoomSubscription ended = subscription();
		send(3);
		see(ended, 0, 2);
		totals.ended(List.of(ended));

		assertThat(totals.settle(List.of())).isEqualTo(new CopyCount(2, 2, 0));
	}

	@Test
	void settlingTwiceCountsTheSame() {
		CopyTotals totals = new CopyTotals(false);
		RoomSubscription ended = subscription();
		send(3);
		see(ended, 2, 0);
		totals.ended(List.of(ended));

		assertThat(totals.settle(List.of())).isEqualTo(totals.settle(List.of())).isEqualTo(new CopyCount(3, 2, 1));
	}

	private RoomSubscription subscription() {
		return new RoomSubscription(this.room, -1, false);
	}

	private void send(int count) {
		for (int i = 0; i < count; i++) {
			this.ann.begin(1);
		}
	}

	private static void see(RoomSubscription subscription, int... seqs) {
		for (int seq : seqs) {
			subscription.see(0, seq);
		}
	}

}
