package dev.parley.lab.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Which fault happens when: the same seed gives the same schedule. */
public record FaultSchedule(List<Planned> faults) {

	/** Shortest and longest pause between two faults. */
	private static final int SHORTEST_PAUSE_MILLIS = 300;

	private static final int LONGEST_PAUSE_MILLIS = 1_200;

	/** What can go wrong. */
	public enum Kind {

		/** Connections end properly. */
		CUT,
		/** Connections are reset. */
		RESET,
		/** Connections stay, but nothing comes through. */
		HALF_OPEN,
		/** Every byte takes 80 ± 40 ms longer, for a while. */
		LATENCY,
		/** Clients stop reading for a while. */
		STALL,
		/** Every connection has 16 KB a second, for a while. */
		SLOW_LINE,
		/** New connections are refused for a while. */
		REFUSE,
		/** The server process is killed with signal 9 and started again. */
		KILL;

		/** As in {@code --faults}. */
		public static Kind of(String text) {
			try {
				return valueOf(text.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
			}
			catch (IllegalArgumentException ex) {
				throw new IllegalArgumentException(
						"'" + text + "' is no fault; known are cut, reset, half-open, latency, "
								+ "stall, slow-line, refuse and kill",
						ex);
			}
		}

	}

	/**
	 * One fault.
	 *
	 * @param at after the start of the round
	 * @param share of the connections that it hits
	 * @param lasting how long, for those that last
	 */
	public record Planned(Duration at, Kind kind, double share, Duration lasting) {

		/** As in {@code --faults}. */
		public String name() {
			return this.kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

		/** Whether it goes on for a while, instead of being over at once. */
		public boolean lasts() {
			return this.kind == Kind.LATENCY || this.kind == Kind.STALL || this.kind == Kind.SLOW_LINE
					|| this.kind == Kind.REFUSE;
		}

		@Override
		public String toString() {
			return String.format(Locale.ROOT, "%.1fs %s", at.toMillis() / 1000.0, name());
		}

	}

	/** Faults of these kinds over the time of a round. */
	public static FaultSchedule of(long seed, Duration round, List<Kind> kinds) {
		Random random = new Random(seed);
		List<Planned> planned = new ArrayList<>();
		long at = pause(random);
		boolean killed = false;
		while (!kinds.isEmpty() && at < round.toMillis()) {
			Kind kind = kinds.get(random.nextInt(kinds.size()));
			if (kind != Kind.KILL || !killed) {
				killed |= kind == Kind.KILL;
				double share = random.nextBoolean() ? 1 : 0.5;
				planned
					.add(new Planned(Duration.ofMillis(at), kind, share, Duration.ofMillis(300 + random.nextInt(900))));
			}
			at += pause(random);
		}
		if (kinds.contains(Kind.KILL) && !killed) {
			planned.add(new Planned(round.dividedBy(2), Kind.KILL, 1, Duration.ZERO));
			planned.sort((a, b) -> a.at().compareTo(b.at()));
		}
		return new FaultSchedule(List.copyOf(planned));
	}

	private static long pause(Random random) {
		return (long) SHORTEST_PAUSE_MILLIS + random.nextInt(LONGEST_PAUSE_MILLIS - SHORTEST_PAUSE_MILLIS);
	}

}
