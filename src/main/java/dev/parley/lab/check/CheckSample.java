package dev.parley.lab.check;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * One second of a check.
 *
 * @param second since the check began
 * @param published messages first sent in it
 * @param confirmed messages confirmed in it
 * @param slowest confirmation in milliseconds since the first attempt; 0 without one
 */
public record CheckSample(long second, long published, long confirmed, double slowest) {

	private static final double NANOS_PER_MILLI = 1e6;

	/** Every second from the first message to the last outcome. */
	static List<CheckSample> of(List<PublishAttempt> attempts, long startedAt) {
		Map<Long, CheckSample> bySecond = new TreeMap<>();
		for (PublishAttempt attempt : attempts) {
			long begun = second(attempt.invokedAt(), startedAt);
			bySecond.merge(begun, new CheckSample(begun, 1, 0, 0), CheckSample::plus);
			if (attempt.isConfirmed()) {
				long known = second(attempt.completedAt(), startedAt);
				double took = (attempt.completedAt() - attempt.invokedAt()) / NANOS_PER_MILLI;
				bySecond.merge(known, new CheckSample(known, 0, 1, took), CheckSample::plus);
			}
		}
		if (bySecond.isEmpty()) {
			return List.of();
		}
		long last = bySecond.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
		for (long second = bySecond.keySet().iterator().next(); second <= last; second++) {
			bySecond.putIfAbsent(second, new CheckSample(second, 0, 0, 0));
		}
		return List.copyOf(bySecond.values());
	}

	private CheckSample plus(CheckSample other) {
		return new CheckSample(this.second, this.published + other.published, this.confirmed + other.confirmed,
				Math.max(this.slowest, other.slowest));
	}

	private static long second(long nanos, long startedAt) {
		return TimeUnit.NANOSECONDS.toSeconds(nanos - startedAt);
	}

}
