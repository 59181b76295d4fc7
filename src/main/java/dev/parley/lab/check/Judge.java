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
 * Judges a history. The findings are a function of what was recorded, so tests can plant
 * violations.
 */
public final class Judge {

	private final History history;

	private final List<PublishAttempt> attempts;

	private final List<ReceivedEvent> events;

	private final Set<Integer> readers;

	private final Map<Integer, Map<Long, String>> seenByReader = new TreeMap<>();

	/**
	 * Prepares to judge.
	 * @param history what was recorded
	 * @param readers numbers of the clients in scope that synced at the end
	 */
	public Judge(History history, Set<Integer> readers) {
		this.history = history;
		this.attempts = history.attempts();
		this.events = history.events();
		this.readers = readers;
		readers.forEach((reader) -> this.seenByReader.put(reader, new HashMap<>()));
		for (ReceivedEvent event : this.events) {
			this.seenByReader.computeIfAbsent(event.client(), (client) -> new HashMap<>())
				.putIfAbsent(event.seq(), event.id());
		}
	}

	/** One finding for every invariant that can be judged from a history alone. */
	public List<Finding> findings() {
		return List.of(ackedNeverLost(), once(), noGhosts(), realTimeOrder(), oneOrder(),
				Finding.of(Invariant.NO_SILENT_HOLE, this.events.size(), this.history.holes()), syncIsComplete(),
				countersConverge(), Finding.of(Invariant.ONLY_IN_SCOPE, this.attempts.size(), this.history.leaks()));
	}

	private Finding ackedNeverLost() {
		List<String> lost = new ArrayList<>();
		long checked = 0;
		for (PublishAttempt attempt : this.attempts) {
			if (!attempt.isConfirmed()) {
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
		for (ReceivedEvent event : this.events) {
			if (isOurs(event.id())) {
				numbers.computeIfAbsent(event.id(), (id) -> new TreeSet<>()).add(event.seq());
			}
		}
		for (PublishAttempt attempt : this.attempts) {
			if (attempt.isConfirmed()) {
				numbers.computeIfAbsent(attempt.id(), (id) -> new TreeSet<>()).add(attempt.seq());
			}
		}
		List<String> twice = new ArrayList<>();
		numbers.forEach((id, all) -> {
			if (all.size() > 1) {
				twice.add("message " + id + " is stored under the numbers " + all);
			}
		});
		return Finding.of(Invariant.ONCE, numbers.size(), twice);
	}

	private Finding noGhosts() {
		Map<String, PublishAttempt> byId = new HashMap<>();
		this.attempts.forEach((attempt) -> byId.merge(attempt.id(), attempt,
				(a, b) -> (a.outcome() == PublishAttempt.Outcome.REJECTED) ? b : a));
		Set<String> reported = new HashSet<>();
		List<String> ghosts = new ArrayList<>();
		for (ReceivedEvent event : this.events) {
			if (!isOurs(event.id()) || !reported.add(event.id())) {
				continue;
			}
			PublishAttempt attempt = byId.get(event.id());
			if (attempt == null) {
				ghosts.add("client " + event.client() + " saw " + event.id() + " as seq " + event.seq()
						+ ", which was never sent");
			}
			else if (attempt.outcome() == PublishAttempt.Outcome.REJECTED) {
				ghosts.add("client " + event.client() + " saw " + event.id() + " as seq " + event.seq()
						+ ", which was rejected");
			}
		}
		return Finding.of(Invariant.NO_GHOSTS, reported.size(), ghosts);
	}

	/**
	 * Sweeps over time: no message may have a number below one that was confirmed before
	 * it was sent.
	 */
	private Finding realTimeOrder() {
		List<PublishAttempt> confirmed = this.attempts.stream().filter(PublishAttempt::isConfirmed).toList();
		List<PublishAttempt> byCompletion = confirmed.stream()
			.sorted(Comparator.comparingLong(PublishAttempt::completedAt))
			.toList();
		List<PublishAttempt> byInvocation = confirmed.stream()
			.sorted(Comparator.comparingLong(PublishAttempt::invokedAt))
			.toList();
		List<String> violations = new ArrayList<>();
		int done = 0;
		PublishAttempt highest = null;
		for (PublishAttempt attempt : byInvocation) {
			while (done < byCompletion.size() && byCompletion.get(done).completedAt() < attempt.invokedAt()) {
				PublishAttempt earlier = byCompletion.get(done++);
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
		Map<Long, ReceivedEvent> firstSeen = new HashMap<>();
		Set<Long> reported = new HashSet<>();
		List<String> violations = new ArrayList<>();
		for (ReceivedEvent event : this.events) {
			ReceivedEvent other = firstSeen.putIfAbsent(event.seq(), event);
			if (other != null && !other.id().equals(event.id()) && reported.add(event.seq())) {
				violations.add("seq " + event.seq() + " is " + describe(other.id()) + " for client " + other.client()
						+ " and " + describe(event.id()) + " for client " + event.client());
			}
		}
		return Finding.of(Invariant.ONE_ORDER, firstSeen.size(), violations);
	}

	private Finding syncIsComplete() {
		long from = this.events.stream().mapToLong(ReceivedEvent::seq).min().orElse(0);
		long head = this.events.stream().mapToLong(ReceivedEvent::seq).max().orElse(-1);
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
			violations.add("the last totals differ: " + totals);
		}
		totals.forEach((client, total) -> {
			if (total < this.history.countedAtLeast() || total > this.history.countedAtMost()) {
				violations
					.add("client " + client + " received the total " + total + ", but " + this.history.countedAtLeast()
							+ " were confirmed and at most " + this.history.countedAtMost());
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
		return (id == null) ? "nothing" : id.isEmpty() ? "another event" : id;
	}

}
