package dev.parley.lab.load;

import java.util.Random;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RoomSubscriptionTests {

	private final Room room = new Room(0);

	private final Publisher ann = publisher(0);

	private final Publisher bob = publisher(1);

	@Test
	void aClientThatJoinsFirstExpectsEverything() {
		RoomSubscription subscription = new RoomSubscription(this.room, -1, false);
		send(this.ann, 3);

		subscription.see(0, 0);
		subscription.see(0, 1);

		assertThat(subscription.count(true, false)).isEqualTo(new CopyCount(3, 2, 1));
	}

	@Test
	void messagesSentBeforeAClientJoinedAreOptional() {
		send(this.ann, 5);
		RoomSubscription subscription = new RoomSubscription(this.room, -1, true);
		send(this.ann, 1);

		assertThat(subscription.see(0, 4)).isEqualTo(SeqTracker.Seen.OPTIONAL);
		assertThat(subscription.see(0, 5)).isEqualTo(SeqTracker.Seen.NEW);
		assertThat(subscription.count(true, false)).isEqualTo(new CopyCount(1, 1, 0));
	}

	@Test
	void missesTheMessagesOfASilentPublisherNextToAnother() {
		RoomSubscription subscription = new RoomSubscription(this.room, -1, false);
		send(this.ann, 1);
		send(this.bob, 2);

		subscription.see(0, 0);

		assertThat(subscription.count(true, false)).isEqualTo(new CopyCount(3, 1, 2));
	}

	@Test
	void ownMessagesAreNotMissedWhereTheyDoNotComeBack() {
		RoomSubscription subscription = new RoomSubscription(this.room, 1, false);
		send(this.bob, 2);

		assertThat(subscription.count(true, false)).isEqualTo(CopyCount.NONE);
	}

	@RepeatedTest(50)
	void judgesEveryArrivalAsATrackerWould(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		send(this.ann, 200);
		send(this.bob, 200);
		RoomSubscription subscription = new RoomSubscription(this.room, -1, false);
		SeqTracker[] trackers = { new SeqTracker(0), new SeqTracker(0) };
		int[] next = new int[2];
		for (int i = 0; i < 150; i++) {
			int place = random.nextInt(2);
			int seq = (random.nextInt(10) == 0) ? random.nextInt(200) : next[place]++;

			assertThat(subscription.see(place, seq)).isEqualTo(trackers[place].see(seq));
		}
		int unique = trackers[0].unique() + trackers[1].unique();
		assertThat(subscription.count(true, false)).isEqualTo(new CopyCount(400, unique, 400 - unique));
	}

	private Publisher publisher(int client) {
		Publisher publisher = new Publisher(client, true, 16);
		this.room.add(publisher);
		return publisher;
	}

	private static void send(Publisher publisher, int count) {
		for (int i = 0; i < count; i++) {
			publisher.begin(1);
		}
	}

}
