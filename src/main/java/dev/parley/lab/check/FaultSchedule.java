package dev.parley.lab.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Which fault is injected when: the same seed gives the same schedule. */
public record FaultSchedule(List<PlannedFault> faults) {

	private static final int SHORTEST_PAUSE_MILLIS = 300;

	private static final int LONGEST_PAUSE_MILLIS = 1_200;

	/**
	 * Spreads faults of these kinds over a round; at most one of them kills the server.
	 */
	public static FaultSchedule of(long seed, Duration round, List<FaultKind> kinds) {
		Random random = new Random(seed);
		List<PlannedFault> planned = new ArrayList<>();
		long at = pause(random);
		boolean killed = false;
		while (!kinds.isEmpty() && at < round.toMillis()) {
			FaultKind kind = kinds.get(random.nextInt(kinds.size()));
			if (kind != FaultKind.KILL || !killed) {
				killed |= kind == FaultKind.KILL;
				double share = random.nextBoolean() ? 1 : 0.5;
				planned.add(new PlannedFault(Duration.ofMillis(at), kind, share,
						Duration.ofMillis(300 + random.nextInt(900))));
			}
			at += pause(random);
		}
		if (kinds.contains(FaultKind.KILL) && !killed) {
			planned.add(new PlannedFault(round.dividedBy(2), FaultKind.KILL, 1, Duration.ZERO));
			planned.sort(Comparator.comparing(PlannedFault::at));
		}
		return new FaultSchedule(List.copyOf(planned));
	}

	private static long pause(Random random) {
		return (long) SHORTEST_PAUSE_MILLIS + random.nextInt(LONGEST_PAUSE_MILLIS - SHORTEST_PAUSE_MILLIS);
	}

}
