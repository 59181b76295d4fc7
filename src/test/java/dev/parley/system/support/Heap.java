package dev.parley.system.support;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.time.Duration;

import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the heap of this process holds once all that nobody needs is collected. */
public final class Heap {

	private static final Logger log = LoggerFactory.getLogger(Heap.class);

	/**
	 * Of 250 attacks that left 10 KB each there would be more; caches and counters take
	 * less meanwhile.
	 */
	private static final long BOUND = 1_500_000;

	/** By how much the heap changes from one look to the next when nothing goes on. */
	private static final long STILL = 50_000;

	private final long before = settled();

	/** Waits for what still ends by itself, such as connections that were just closed. */
	public void assertNotGrown() {
		Awaitility.await()
			.atMost(TestClient.PATIENCE)
			.untilAsserted(() -> Assertions.assertThat(used()).as("heap").isLessThan(this.before + BOUND));
		log.info("The heap has grown by {} KB", (used() - this.before) / 1024);
	}

	private static long settled() {
		long[] last = { used() };
		Awaitility.await().pollInterval(Duration.ofMillis(100)).atMost(TestClient.PATIENCE).until(() -> {
			long before = last[0];
			last[0] = used();
			return Math.abs(last[0] - before) < STILL;
		});
		return last[0];
	}

	/** As the collection left it: what is allocated since then would blur it. */
	private static long used() {
		System.gc();
		return ManagementFactory.getMemoryPoolMXBeans()
			.stream()
			.filter((pool) -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
			.mapToLong((pool) -> pool.getCollectionUsage().getUsed())
			.sum();
	}

}
