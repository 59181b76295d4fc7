package dev.parley.lab.engine;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class ScheduleTests {

	@Test
	void aConstantRateSpacesMessagesEvenly() {
		Schedule schedule = Schedule.constant(1000, Duration.ofSeconds(10));

		assertThat(schedule.timeOf(0)).isZero();
		assertThat(schedule.timeOf(5000)).isEqualTo(5_000_000_000L);
		assertThat(schedule.dueBy(2_500_000_000L)).isEqualTo(2500);
		assertThat(schedule.total()).isEqualTo(10_000);
	}

	@Test
	void stagesRampInStraightLines() {
		Schedule schedule = Schedule.stages(0, List.of(new Schedule.Stage(Duration.ofSeconds(10), 100),
				new Schedule.Stage(Duration.ofSeconds(5), 100), new Schedule.Stage(Duration.ofSeconds(10), 0)));

		assertThat(schedule.dueBy(10_000_000_000L)).isCloseTo(500, within(1e-6));
		assertThat(schedule.dueBy(15_000_000_000L)).isCloseTo(1000, within(1e-6));
		assertThat(schedule.total()).isCloseTo(1500, within(1e-6));
		assertThat(schedule.duration()).isEqualTo(Duration.ofSeconds(25));
		for (int k = 0; k < 1500; k += 7) {
			assertThat(schedule.dueBy(schedule.timeOf(k))).isCloseTo(k, within(1e-3));
		}
		assertThat(schedule.dueBy(Long.MAX_VALUE / 2)).isCloseTo(1500, within(1e-6));
	}

	@Test
	void refusesAStageWithoutTimeOrWithANegativeRate() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Schedule.Stage(Duration.ZERO, 5));
		assertThatIllegalArgumentException().isThrownBy(() -> new Schedule.Stage(Duration.ofSeconds(1), -5));
	}

	@Test
	void nothingIsDueBeforeTheStartAndNothingMoreAfterTheEnd() {
		Schedule schedule = Schedule.constant(10, Duration.ofSeconds(2));

		assertThat(schedule.dueBy(-1)).isZero();
		assertThat(schedule.dueBy(0)).isZero();
		assertThat(schedule.dueBy(2_000_000_000L)).isEqualTo(20);
		assertThat(schedule.dueBy(99_000_000_000L)).isEqualTo(20);
		assertThat(schedule.timeOf(20)).isEqualTo(2_000_000_000L);
		assertThat(schedule.timeOf(1_000)).as("beyond the end").isEqualTo(2_000_000_000L);
	}

	@Test
	void aRateOfNothingSendsNothing() {
		Schedule schedule = Schedule.constant(0, Duration.ofSeconds(5));

		assertThat(schedule.total()).isZero();
		assertThat(schedule.dueBy(3_000_000_000L)).isZero();
		assertThat(schedule.timeOf(0)).isEqualTo(5_000_000_000L);
	}

	@Test
	void aPauseBetweenTwoStagesSendsNothing() {
		Schedule schedule = Schedule.stages(10,
				List.of(new Schedule.Stage(Duration.ofSeconds(1), 10), new Schedule.Stage(Duration.ofMillis(1), 0),
						new Schedule.Stage(Duration.ofSeconds(4), 0), new Schedule.Stage(Duration.ofMillis(1), 10),
						new Schedule.Stage(Duration.ofSeconds(1), 10)));

		assertThat(schedule.dueBy(4_000_000_000L) - schedule.dueBy(2_000_000_000L)).isZero();
		assertThat(schedule.total()).isCloseTo(20.01, within(1e-6));
		assertThat(schedule.timeOf(15)).isGreaterThan(5_000_000_000L);
	}

	@Test
	void theRateRisesWithTheSquareOfTime() {
		Schedule schedule = Schedule.stages(0, List.of(new Schedule.Stage(Duration.ofSeconds(10), 100)));

		assertThat(schedule.dueBy(1_000_000_000L)).isCloseTo(5, within(1e-6));
		assertThat(schedule.dueBy(2_000_000_000L)).isCloseTo(20, within(1e-6));
		assertThat(schedule.timeOf(5)).isCloseTo(1_000_000_000L, within(1_000L));
		assertThat(schedule.timeOf(500)).isCloseTo(10_000_000_000L, within(1_000L));
	}

	@Test
	void messagesAreDueInOrder() {
		Schedule schedule = Schedule.stages(50, List.of(new Schedule.Stage(Duration.ofSeconds(3), 5),
				new Schedule.Stage(Duration.ofSeconds(3), 500), new Schedule.Stage(Duration.ofSeconds(2), 1)));
		long before = -1;
		for (int k = 0; k < schedule.total(); k++) {
			assertThat(schedule.timeOf(k)).isGreaterThanOrEqualTo(before);
			before = schedule.timeOf(k);
		}
		assertThat(before).isLessThanOrEqualTo(schedule.duration().toNanos());
	}

}
