package dev.parley.lab.load;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.parley.lab.engine.Schedule;

import static org.assertj.core.api.Assertions.assertThat;

class PaceTests {

	@Test
	void aRateIsConstantForItsDuration() {
		Schedule schedule = ((Pace.Rate) Pace.rate(50, Duration.ofSeconds(4))).schedule();

		assertThat(schedule.total()).isEqualTo(200);
		assertThat(schedule.duration()).isEqualTo(Duration.ofSeconds(4));
	}

	@Test
	void stagesBeginAtNothing() {
		Schedule schedule = ((Pace.Rate) Pace.stages(List.of(new Schedule.Stage(Duration.ofSeconds(2), 10))))
			.schedule();

		assertThat(schedule.dueBy(0)).isZero();
		assertThat(schedule.total()).isEqualTo(10);
	}

}
