package dev.parley.system.support;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.time.Duration;

import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Live heap of this process after garbage collection.
 */
public final class Heap {

	private static final Logger log = LoggerFactory.getLogger(Heap.class);

	/**
	 * 250 attacks that leak 10 KB each would exceed this; caches and counters stay below.
	 */
	private static final long BOUND = 1_500_000;

	/**
	 * Fluctuation between two measurements at rest.
	 */
	private static final long STILL = 50_000;

	private final long before = settled();

	/**
	 * Waits until pending work ends, such as connections that were just closed.
	 */
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

	/**
	 * The size right after the collection, without later allocations.
	 */
	private static long used() {
		System.gc();
		return ManagementFactory.getMemoryPoolMXBeans()
			.stream()
			.filter((pool) -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
			.mapToLong((pool) -> pool.getCollectionUsage().getUsed())
			.sum();
	}

}
