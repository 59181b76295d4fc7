package dev.parley.lab.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts errors by kind. Kinds beyond a bound share one counter, so that a server cannot
 * fill the memory.
 */
final class ErrorCounts {

	private static final int MOST_KINDS = 50;

	private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

	void add(String kind) {
		String key = (this.counts.size() < MOST_KINDS || this.counts.containsKey(kind)) ? kind : "other";
		this.counts.computeIfAbsent(key, (name) -> new LongAdder()).increment();
	}

	Map<String, Long> byKind() {
		Map<String, Long> sorted = new TreeMap<>();
		this.counts.forEach((kind, count) -> sorted.put(kind, count.sum()));
		return sorted;
	}

}
