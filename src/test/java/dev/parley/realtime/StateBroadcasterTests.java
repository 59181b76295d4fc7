package dev.parley.realtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static dev.parley.realtime.TestConnections.bytes;
import static org.assertj.core.api.Assertions.assertThat;

class StateBroadcasterTests {

	private static final Recipients GLOBEX = Recipients.of(TestConnections.GLOBEX);

	private final ManualTime time = new ManualTime();

	private final TimerWheel wheel = new TimerWheel(this.time.source().nanoTime());

	private final List<String> sent = new ArrayList<>();

	private final StateBroadcaster states = new StateBroadcaster(this.wheel, Duration.ofMillis(100).toNanos(),
			(recipients, frame) -> this.sent.add(frame.text()));

	@Test
	void sendsTheFirstValueAtOnceAndTheLastAlways() {
		for (int i = 1; i <= 50; i++) {
			broadcast("call", i);
		}
		assertThat(this.sent).containsExactly("call 1");
		turn(Duration.ofMillis(130));
		assertThat(this.sent).containsExactly("call 1", "call 50");
		turn(Duration.ofSeconds(10));
		assertThat(this.sent).containsExactly("call 1", "call 50");
	}

	@Test
	void sendsAtMostTenValuesASecondOfOneKey() {
		for (int i = 0; i < 1000; i++) {
			broadcast("call", i);
			turn(Duration.ofMillis(1));
		}
		turn(Duration.ofSeconds(1));
		assertThat(this.sent).hasSizeBetween(8, 11).last().isEqualTo("call 999");
	}

	@Test
	void keepsKeysApart() {
		broadcast("call", 1);
		broadcast("visit", 1);
		broadcast("call", 2);
		assertThat(this.sent).containsExactly("call 1", "visit 1");
	}

	@Test
	void sendsAtOnceAgainAfterAPause() {
		broadcast("call", 1);
		turn(Duration.ofSeconds(1));
		broadcast("call", 2);
		assertThat(this.sent).containsExactly("call 1", "call 2");
	}

	private void broadcast(String key, int value) {
		this.states.broadcast(GLOBEX, Frame.state(key, bytes(key + " " + value)));
	}

	private void turn(Duration duration) {
		this.time.turn(duration);
		this.wheel.turn();
	}

}
