package dev.parley.lab.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One room of a run: who publishes to it, and how many hear it now. Built before the run;
 * afterwards only the number moves.
 */
final class Room {

	private final int index;

	private final List<Publisher> publishers = new ArrayList<>();

	private final Map<Integer, Integer> places = new HashMap<>();

	private final AtomicInteger listeners = new AtomicInteger();

	Room(int index) {
		this.index = index;
	}

	int index() {
		return this.index;
	}

	void add(Publisher publisher) {
		this.places.put(publisher.client(), this.publishers.size());
		this.publishers.add(publisher);
	}

	List<Publisher> publishers() {
		return this.publishers;
	}

	/** The publisher's place in this room, or -1. */
	int placeOf(int client) {
		return this.places.getOrDefault(client, -1);
	}

	AtomicInteger listeners() {
		return this.listeners;
	}

}
