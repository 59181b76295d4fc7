package dev.parley.lab.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Judges a history. Everything here is a function of what was written down, so that
 * planted violations can prove it.
 */
public final class Judge {

	private final History history;

	private final List<Attempt> attempts;

	private final List<Sighting> sightings;

	private final Set<Integer> readers;

	private final Map<Integer, Map<Long, String>> seenByReader = new TreeMap<>();

	/**
	 * Prepares to judge.
	 * @param history what happened
	 * @param readers who was in scope and has synced at the end
	 */
	public Judge(History history, Set<Integer> readers) {
		this.history = history;
		this.attempts = history.attempts();
		this.sightings = history.sightings();
		this.readers = readers;
		readers.forEach((reader) -> this.seenByReader.put(reader, new HashMap<>()));
		for (Sighting sighting : this.sightings) {
			this.seenByReader.computeIfAbsent(sighting.client(), (client) -> new HashMap<>())
				.putIfAbsent(sighting.seq(), sighting.id());
		}
	}

	/** Every invariant that a history alone can show. */
	public List<Finding> findings() {
		return List.of(ackedNeverLost(), once(), noGhosts(), realTimeOrder(), oneOrder(),
				Finding.of(Invariant.NO_SILENT_HOLE, this.sightings.size(), this.history.holes()), syncIsComplete(),
				countersConverge(), Finding.of(Invariant.ONLY_IN_SCOPE, this.attempts.size(), this.history.leaks()));
	}

	private Finding ackedNeverLost() {
		List<String> lost = new ArrayList<>();
		long checked = 0;
		for (Attempt attempt : this.attempts) {
			if (attempt.outcome() != Attempt.Outcome.OK) {
				continue;
			}
			for (int reader : this.readers) {
				checked++;
				if (!attempt.id().equals(seen(reader).get(attempt.seq()))) {
					lost.add("message " + attempt.id() + " of client " + attempt.client() + " was confirmed as seq "
							+ attempt.seq() + "; client " + reader + " has " + describe(seen(reader).get(attempt.seq()))
							+ " there");
				}
			}
		}
		return Finding.of(Invariant.ACKED_NEVER_LOST, checked, lost);
	}

	private Finding once() {
		Map<String, NavigableSet<Long>> numbers = new HashMap<>();
		for (Sighting sighting : this.sightings) {
			if (isOurs(sighting.id())) {
				numbers.computeIfAbsent(sighting.id(), (id) -> new TreeSet<>()).add(sighting.seq());
			}
		}
		for (Attempt attempt : this.attempts) {
			if (attempt.outcome() == Attempt.Outcome.OK) {
				numbers.computeIfAbsent(attempt.id(), (id) -> new TreeSet<>()).add(attempt.seq());
			}
		}
		List<String> twice = new ArrayList<>();
		numbers.forEach((id, all) -> {
			if (all.size() > 1) {
				twice.add("message " + id + " has the numbers " + all);
			}
		});
		return Finding.of(Invariant.ONCE, numbers.size(), twice);
	}

	private Finding noGhosts() {
		Map<String, Attempt> byId = new HashMap<>();
		this.attempts.forEach((attempt) -> byId.merge(attempt.id(), attempt,
				(a, b) -> (a.outcome() == Attempt.Outcome.FAILED) ? b : a));
		Set<String> told = new HashSet<>();
		List<String> ghosts = new ArrayList<>();
		for (Sighting sighting : this.sightings) {
			if (!isOurs(sighting.id()) || !told.add(sighting.id())) {
				continue;
			}
			Attempt attempt = byId.get(sighting.id());
			if (attempt == null) {
				ghosts.add("client " + sighting.client() + " saw " + sighting.id() + " as seq " + sighting.seq()
						+ ", which nobody sent");
			}
			else if (attempt.outcome() == Attempt.Outcome.FAILED) {
				ghosts.add("client " + sighting.client() + " saw " + sighting.id() + " as seq " + sighting.seq()
						+ ", which was refused");
			}
		}
		return Finding.of(Invariant.NO_GHOSTS, told.size(), ghosts);
	}

	/**
	 * A sweep over time: nothing may get a number below one that was confirmed before it
	 * was sent.
	 */
	private Finding realTimeOrder() {
		List<Attempt> confirmed = this.attempts.stream()
			.filter((attempt) -> attempt.outcome() == Attempt.Outcome.OK)
			.toList();
		List<Attempt> byCompletion = confirmed.stream().sorted(Comparator.comparingLong(Attempt::completedAt)).toList();
		List<Attempt> byInvocation = confirmed.stream().sorted(Comparator.comparingLong(Attempt::invokedAt)).toList();
		List<String> violations = new ArrayList<>();
		int done = 0;
		Attempt highest = null;
		for (Attempt attempt : byInvocation) {
			while (done < byCompletion.size() && byCompletion.get(done).completedAt() < attempt.invokedAt()) {
				Attempt earlier = byCompletion.get(done++);
				highest = (highest == null || earlier.seq() > highest.seq()) ? earlier : highest;
			}
			if (highest != null && highest.seq() >= attempt.seq()) {
				violations.add(attempt.id() + " was sent after " + highest.id() + " was confirmed as seq "
						+ highest.seq() + ", but has seq " + attempt.seq());
			}
		}
		return Finding.of(Invariant.REAL_TIME_ORDER, confirmed.size(), violations);
	}

	private Finding oneOrder() {
		Map<Long, Sighting> first = new HashMap<>();
		Set<Long> told = new HashSet<>();
		List<String> violations = new ArrayList<>();
		for (Sighting sighting : this.sightings) {
			Sighting other = first.putIfAbsent(sighting.seq(), sighting);
			if (other != null && !other.id().equals(sighting.id()) && told.add(sighting.seq())) {
				violations.add("seq " + sighting.seq() + " is " + describe(other.id()) + " for client " + other.client()
						+ " and " + describe(sighting.id()) + " for client " + sighting.client());
			}
		}
		return Finding.of(Invariant.ONE_ORDER, first.size(), violations);
	}

	private Finding syncIsComplete() {
		long from = this.sightings.stream().mapToLong(Sighting::seq).min().orElse(0);
		long head = this.sightings.stream().mapToLong(Sighting::seq).max().orElse(-1);
		List<String> missing = new ArrayList<>();
		for (int reader : this.readers) {
			Map<Long, String> seen = seen(reader);
			List<Long> absent = new ArrayList<>();
			for (long seq = from; seq <= head; seq++) {
				if (!seen.containsKey(seq)) {
					absent.add(seq);
				}
			}
			if (!absent.isEmpty()) {
				missing.add("client " + reader + " lacks seq "
						+ absent.stream().limit(5).map(String::valueOf).collect(Collectors.joining(", "))
						+ ((absent.size() > 5) ? " and " + (absent.size() - 5) + " more" : "") + " of " + from + " to "
						+ head);
			}
		}
		return Finding.of(Invariant.SYNC_IS_COMPLETE, Math.max(0, head - from + 1), missing);
	}

	private Finding countersConverge() {
		Map<Integer, Long> totals = this.history.totals();
		List<String> violations = new ArrayList<>();
		if (new HashSet<>(totals.values()).size() > 1) {
			violations.add("the last totals heard differ: " + totals);
		}
		totals.forEach((client, total) -> {
			if (total < this.history.countedAtLeast() || total > this.history.countedAtMost()) {
				violations.add("client " + client + " heard the total " + total + "; confirmed were "
						+ this.history.countedAtLeast() + ", sent at most " + this.history.countedAtMost());
			}
		});
		return Finding.of(Invariant.COUNTERS_CONVERGE, totals.size(), violations);
	}

	private Map<Long, String> seen(int reader) {
		return this.seenByReader.getOrDefault(reader, Map.of());
	}

	private boolean isOurs(String id) {
		return id.startsWith(this.history.run());
	}

	private static String describe(@Nullable String id) {
		return (id == null) ? "nothing" : id.isEmpty() ? "an event of somebody else" : id;
	}

}
