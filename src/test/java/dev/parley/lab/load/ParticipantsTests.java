package dev.parley.lab.load;

import java.time.Duration;
import java.util.Objects;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.parley.lab.preset.Roster;

import static org.assertj.core.api.Assertions.assertThat;

class ParticipantsTests {

	@Test
	void everyClientPublishesUnlessFewerAreWished() {
		assertThat(participants(plan(0), false).publishers()).hasSize(4).doesNotContainNull();
		assertThat(participants(plan(4), false).publishingClients(4)).isEqualTo(4);
		assertThat(participants(plan(99), false).publishingClients(4)).isEqualTo(4);
	}

	@Test
	void theFirstClientsPublishAndTheOthersListen() {
		Participants participants = participants(plan(2), false);

		assertThat(participants.publishers()).map(Objects::nonNull).containsExactly(true, true, false, false);
		assertThat(participants.publishingClients(4)).isEqualTo(2);
	}

	@Test
	void noClientPublishesWhereNothingIsSent() {
		LoadPlan idle = builder(0).pace(new Pace.Idle()).build().plan();

		assertThat(participants(idle, false).publishers()).hasSize(4).containsOnlyNulls();
	}

	@Test
	void messagesByRestHaveANumberAndAnOrderOfTheirOwn() {
		Participants participants = participants(plan(2), true);

		assertThat(participants.publishers()).hasSize(8);
		assertThat(IntStream.range(0, 8).filter((i) -> participants.publishers().get(i) != null)).containsExactly(0, 1,
				4, 5);
		assertThat(participants.publishers().get(1).isInOrder()).isTrue();
		assertThat(participants.publishers().get(5).isInOrder()).isFalse();
		assertThat(participants.publishers().get(5).client()).isEqualTo(5);
		assertThat(participants.publishingClients(4)).isEqualTo(2);
	}

	@Test
	void everyPublisherIsInItsRoom() {
		Participants participants = participants(plan(3), true);

		assertThat(participants.rooms()).singleElement().satisfies((room) -> {
			assertThat(room.publishers()).hasSize(6);
			assertThat(room.placeOf(0)).isZero();
			assertThat(room.placeOf(4)).isEqualTo(1);
			assertThat(room.placeOf(6)).isEqualTo(5);
			assertThat(room.placeOf(3)).isEqualTo(-1);
			assertThat(room.index()).isZero();
		});
	}

	private static Participants participants(LoadPlan plan, boolean overHttp) {
		return Participants.of(plan, new FakeRoster(Roster.Fanout.EVERYONE, false), overHttp);
	}

	private static LoadPlan plan(int publishers) {
		return builder(publishers).build().plan();
	}

	private static LoadTestBuilder builder(int publishers) {
		return LoadTest.on("ws://127.0.0.1:1").clients(4).publishers(publishers).duration(Duration.ofSeconds(1));
	}

}
