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
	void aStageWithoutTimeIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Schedule.Stage(Duration.ZERO, 5));
		assertThatIllegalArgumentException().isThrownBy(() -> new Schedule.Stage(Duration.ofSeconds(1), -5));
	}

}
