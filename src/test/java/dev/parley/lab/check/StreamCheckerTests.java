package dev.parley.lab.check;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StreamCheckerTests {

	private final StreamChecker stream = new StreamChecker(10);

	@Test
	void oneAfterTheOtherIsRight() {
		this.stream.connected();

		assertThat(this.stream.take(11)).isNull();
		assertThat(this.stream.take(12)).isNull();
		assertThat(this.stream.held()).isEqualTo(12);
	}

	@Test
	void aHoleWithoutASyncIsWrong() {
		this.stream.connected();
		this.stream.take(11);

		assertThat(this.stream.take(13)).contains("seq 13 after 11");
		assertThat(this.stream.held()).isEqualTo(11);
	}

	@Test
	void theSameAgainIsWrongUnlessASyncRunsOverIt() {
		this.stream.connected();
		this.stream.take(11);
		assertThat(this.stream.take(11)).contains("again");

		this.stream.syncRequested();
		assertThat(this.stream.take(11)).isNull();
	}

	@Test
	void afterALagTheNextMayBeAnything() {
		this.stream.connected();
		this.stream.take(11);
		this.stream.lag();
		this.stream.syncRequested();

		assertThat(this.stream.take(12)).isNull();
		assertThat(this.stream.isSynced()).isFalse();
		this.stream.synced();
		assertThat(this.stream.isSynced()).isTrue();
		assertThat(this.stream.take(14)).isNotNull();
	}

	@Test
	void aLiveEventBeforeTheReplayIsRight() {
		this.stream.connected();
		this.stream.syncRequested();

		assertThat(this.stream.take(15)).isNull();
		assertThat(this.stream.take(11)).isNull();
		assertThat(this.stream.take(12)).isNull();
		assertThat(this.stream.held()).isEqualTo(12);
	}

	@Test
	void aSecondSyncUnderWayExcusesItsOwnReplay() {
		this.stream.connected();
		this.stream.syncRequested();
		this.stream.take(11);
		this.stream.syncRequested();
		this.stream.take(12);
		this.stream.synced();

		assertThat(this.stream.take(12)).isNull();
		assertThat(this.stream.isSynced()).isFalse();
		this.stream.synced();
		assertThat(this.stream.isSynced()).isTrue();
	}

	@Test
	void whatASyncBroughtMayComeOnceMoreLiveAndIsCountedApart() {
		this.stream.connected();
		this.stream.syncRequested();
		this.stream.take(11);
		this.stream.take(12);
		this.stream.synced();

		assertThat(this.stream.take(12)).isNull();
		assertThat(this.stream.repeats()).isEqualTo(1);
		assertThat(this.stream.take(13)).isNull();
		assertThat(this.stream.take(13)).contains("again");
	}

	@Test
	void theSameSeedMakesTheSameFaults() {
		List<FaultKind> kinds = List.of(FaultKind.values());
		FaultSchedule schedule = FaultSchedule.of(7, Duration.ofSeconds(10), kinds);

		assertThat(FaultSchedule.of(7, Duration.ofSeconds(10), kinds)).isEqualTo(schedule);
		assertThat(schedule.faults()).filteredOn((fault) -> fault.kind() == FaultKind.KILL).hasSize(1);
		assertThat(FaultSchedule.of(7, Duration.ofSeconds(10), List.of()).faults()).isEmpty();
		assertThat(FaultKind.of("half-open")).isEqualTo(FaultKind.HALF_OPEN);
		assertThatIllegalArgumentException().isThrownBy(() -> FaultKind.of("gremlins"));
	}

}
