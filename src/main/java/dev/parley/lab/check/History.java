package dev.parley.lab.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that happened to one engagement during a check, as its clients wrote it
 * down. Thread-safe.
 */
public final class History {

	private final String run;

	private final List<Attempt> attempts = new ArrayList<>();

	private final List<Sighting> sightings = new ArrayList<>();

	private final List<String> holes = new ArrayList<>();

	private final List<String> leaks = new ArrayList<>();

	private final Map<Integer, Long> totals = new TreeMap<>();

	private long countedAtLeast;

	private long countedAtMost;

	/**
	 * Empty.
	 * @param run what the ids of this check begin with
	 */
	public History(String run) {
		this.run = run;
	}

	public String run() {
		return this.run;
	}

	public synchronized void add(Attempt attempt) {
		this.attempts.add(attempt);
	}

	public synchronized void add(Sighting sighting) {
		this.sightings.add(sighting);
	}

	/**
	 * A connection got an event that does not follow the one before, though nobody told
	 * it to sync.
	 */
	public synchronized void hole(String witness) {
		this.holes.add(witness);
	}

	/** Somebody outside the scope received something of the engagement. */
	public synchronized void leak(String witness) {
		this.leaks.add(witness);
	}

	/** An interaction was counted: for certain, or perhaps. */
	public synchronized void counted(boolean certain) {
		this.countedAtLeast += certain ? 1 : 0;
		this.countedAtMost++;
	}

	/** The last total that a client heard. */
	public synchronized void total(int client, long total) {
		this.totals.put(client, total);
	}

	public synchronized List<Attempt> attempts() {
		return List.copyOf(this.attempts);
	}

	public synchronized List<Sighting> sightings() {
		return List.copyOf(this.sightings);
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

}
