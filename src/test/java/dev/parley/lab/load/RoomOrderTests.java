package dev.parley.lab.load;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RoomOrderTests {

	private static final int KEPT = 1 << 14;

	private final RoomOrder order = new RoomOrder();

	@Test
	void theFirstListenerDecidesWhichMessageHasANumber() {
		assertThat(this.order.agrees(1, 7, 42)).isTrue();
		assertThat(this.order.agrees(1, 7, 42)).isTrue();
		assertThat(this.order.agrees(1, 7, 43)).isFalse();
		assertThat(this.order.agrees(1, 8, 42)).isFalse();
	}

	@Test
	void everyNumberStandsForItself() {
		assertThat(IntStream.range(0, 5_000)).allMatch((number) -> this.order.agrees(number, number % 7, number));
		assertThat(IntStream.range(0, 5_000)).allMatch((number) -> this.order.agrees(number, number % 7, number));
		assertThat(IntStream.range(0, 5_000)).noneMatch((number) -> this.order.agrees(number, number % 7, number + 1));
	}

	@Test
	void aNumberThatIsTooOldIsBelieved() {
		this.order.agrees(5, 1, 1);
		this.order.agrees(5 + KEPT, 2, 2);

		assertThat(this.order.agrees(5, 9, 9)).isTrue();
		assertThat(this.order.agrees(5 + KEPT, 2, 2)).isTrue();
		assertThat(this.order.agrees(5 + KEPT, 9, 9)).isFalse();
	}

	@Test
	void numbersMayBeginAnywhere() {
		assertThat(this.order.agrees(4_000_000_000_000L, 1, Integer.MAX_VALUE)).isTrue();
		assertThat(this.order.agrees(4_000_000_000_000L, 1, 0)).isFalse();
	}

	@Test
	void listenersOnSeveralThreadsAgreeOnTheSameOrder() throws InterruptedException {
		AtomicInteger disagreements = new AtomicInteger();
		Thread[] listeners = new Thread[4];
		for (int i = 0; i < listeners.length; i++) {
			listeners[i] = Thread.ofPlatform().start(() -> {
				for (int number = 0; number < 50_000; number++) {
					if (!this.order.agrees(number, 1, number)) {
						disagreements.incrementAndGet();
					}
				}
			});
		}
		for (Thread listener : listeners) {
			listener.join();
		}

		assertThat(disagreements).hasValue(0);
	}

}
