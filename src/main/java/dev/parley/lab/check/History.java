package dev.parley.lab.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything that the clients of a check recorded about one engagement. Thread-safe. */
public final class History {

	private final String run;

	private final List<PublishAttempt> attempts = new ArrayList<>();

	private final List<ReceivedEvent> events = new ArrayList<>();

	private final List<String> holes = new ArrayList<>();

	private final List<String> leaks = new ArrayList<>();

	private final Map<Integer, Long> totals = new TreeMap<>();

	private long countedAtLeast;

	private long countedAtMost;

	/**
	 * Starts empty.
	 * @param run prefix of all message ids of this check
	 */
	public History(String run) {
		this.run = run;
	}

	public String run() {
		return this.run;
	}

	public synchronized void add(PublishAttempt attempt) {
		this.attempts.add(attempt);
	}

	public synchronized void add(ReceivedEvent event) {
		this.events.add(event);
	}

	/** A connection received an event out of sequence without being told to sync. */
	public synchronized void hole(String witness) {
		this.holes.add(witness);
	}

	/** A user outside the scope received something of the engagement. */
	public synchronized void leak(String witness) {
		this.leaks.add(witness);
	}

	/** An interaction was counted for certain, or its outcome is unknown. */
	public synchronized void counted(boolean certain) {
		this.countedAtLeast += certain ? 1 : 0;
		this.countedAtMost++;
	}

	/** The last total that a client received. */
	public synchronized void total(int client, long total) {
		this.totals.put(client, total);
	}

	public synchronized List<PublishAttempt> attempts() {
		return List.copyOf(this.attempts);
	}

	public synchronized List<ReceivedEvent> events() {
		return List.copyOf(this.events);
	}

	synchronized CheckResult.Published published() {
		return new CheckResult.Published(count(PublishAttempt.Outcome.CONFIRMED),
				count(PublishAttempt.Outcome.REJECTED), count(PublishAttempt.Outcome.UNKNOWN));
	}

	/** How many connections received at least one event. */
	synchronized long connections() {
		return this.events.stream().map((event) -> event.client() + "/" + event.connection()).distinct().count();
	}

	public synchronized List<String> holes() {
		return List.copyOf(this.holes);
	}

	public synchronized List<String> leaks() {
		return List.copyOf(this.leaks);
	}

	public synchronized Map<Integer, Long> totals() {
		return new TreeMap<>(this.totals);
	}

	public synchronized long countedAtLeast() {
		return this.countedAtLeast;
	}

	public synchronized long countedAtMost() {
		return this.countedAtMost;
	}

	private long count(PublishAttempt.Outcome outcome) {
		return this.attempts.stream().filter((attempt) -> attempt.outcome() == outcome).count();
	}

}
