package dev.parley.gateway.support;

import java.lang.management.ManagementFactory;

import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;

/** What the heap of this process holds once all that nobody needs is collected. */
public final class Heap {

	/**
	 * Less than what would stay behind of each attack, times their number, if anything
	 * did; more than caches and counters take meanwhile.
	 */
	private static final long BOUND = 4 * 1024 * 1024;

	private final long before = used();

	/** Waits for what still ends by itself, such as connections that were just closed. */
	public void assertNotGrown() {
		Awaitility.await()
			.atMost(TestClient.PATIENCE)
			.untilAsserted(() -> Assertions.assertThat(used()).as("heap").isLessThan(this.before + BOUND));
	}

	private static long used() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

}
