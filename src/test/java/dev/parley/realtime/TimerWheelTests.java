package dev.parley.realtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.parley.realtime.TimerWheel.Timer;

import static org.assertj.core.api.Assertions.assertThat;

class TimerWheelTests {

	private final ManualTime time = new ManualTime();

	private final TimerWheel wheel = new TimerWheel(this.time.source().nanoTime());

	private final List<String> ran = new ArrayList<>();

	@Test
	void runsATimerOnceAndNeverBeforeItsTime() {
		this.wheel.start(timer("a"), Duration.ofMillis(50));
		turn(Duration.ofMillis(49));
		assertThat(this.ran).isEmpty();
		turn(Duration.ofMillis(21));
		assertThat(this.ran).containsExactly("a");
		turn(Duration.ofHours(1));
		assertThat(this.ran).containsExactly("a");
	}

	@Test
	void runsATimerThatTakesManyTurnsOfTheWheel() {
		this.wheel.start(timer("a"), Duration.ofMinutes(15));
		for (int second = 1; second < 15 * 60; second++) {
			turn(Duration.ofSeconds(1));
		}
		assertThat(this.ran).isEmpty();
		turn(Duration.ofSeconds(1).plus(TimerWheel.TICK));
		assertThat(this.ran).containsExactly("a");
	}

	@Test
	void runsAllThatIsDueAfterALongPause() {
		for (int i = 0; i < 100; i++) {
			this.wheel.start(timer("t" + i), Duration.ofSeconds(i));
		}
		turn(Duration.ofDays(1));
		assertThat(this.ran).hasSize(100);
	}

	@Test
	void doesNotRunAStoppedTimer() {
		Timer stopped = timer("stopped");
		Timer kept = timer("kept");
		this.wheel.start(kept, Duration.ofSeconds(1));
		this.wheel.start(stopped, Duration.ofSeconds(1));
		this.wheel.stop(stopped);
		this.wheel.stop(stopped);
		turn(Duration.ofSeconds(2));
		assertThat(this.ran).containsExactly("kept");
	}

	@Test
	void movesATimerThatIsStartedAgain() {
		Timer timer = timer("a");
		this.wheel.start(timer, Duration.ofSeconds(1));
		this.wheel.start(timer, Duration.ofSeconds(3));
		turn(Duration.ofSeconds(2));
		assertThat(this.ran).isEmpty();
		turn(Duration.ofSeconds(2));
		assertThat(this.ran).containsExactly("a");
	}

	@Test
	void goesOnAfterATimerThatThrows() {
		this.wheel.start(new Timer(() -> {
			throw new IllegalStateException("on purpose");
		}), Duration.ofSeconds(1));
		this.wheel.start(timer("b"), Duration.ofSeconds(1));
		turn(Duration.ofSeconds(2));
		assertThat(this.ran).containsExactly("b");
	}

	@Test
	void repeatsUntilTheEnd() {
		this.wheel.repeat(Duration.ofSeconds(1), () -> this.ran.add("again"));
		for (int i = 0; i < 5; i++) {
			turn(Duration.ofSeconds(1).plus(TimerWheel.TICK));
		}
		assertThat(this.ran).hasSize(5);
	}

	private Timer timer(String name) {
		return new Timer(() -> this.ran.add(name));
	}

	private void turn(Duration duration) {
		this.time.turn(duration);
		this.wheel.turn();
	}

}
