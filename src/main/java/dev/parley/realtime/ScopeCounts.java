package dev.parley.realtime;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.jspecify.annotations.Nullable;

import dev.parley.identity.Caller;

/**
 * How many open connections hold a grant of each client and each MSP. Any thread may
 * call; a lookup takes no lock.
 */
final class ScopeCounts {

	private final ConcurrentMap<String, Integer> byClient = new ConcurrentHashMap<>();

	private final ConcurrentMap<String, Integer> byMsp = new ConcurrentHashMap<>();

	void add(Caller caller) {
		caller.clients().forEach((client) -> this.byClient.merge(client, 1, Integer::sum));
		caller.msps().forEach((msp) -> this.byMsp.merge(msp, 1, Integer::sum));
	}

	void remove(Caller caller) {
		caller.clients().forEach((client) -> this.byClient.computeIfPresent(client, ScopeCounts::less));
		caller.msps().forEach((msp) -> this.byMsp.computeIfPresent(msp, ScopeCounts::less));
	}

	boolean reaches(Audience audience) {
		return this.byMsp.containsKey(audience.msp()) || this.byClient.containsKey(audience.client());
	}

	int ofClient(String client) {
		return this.byClient.getOrDefault(client, 0);
	}

	int ofMsp(String msp) {
		return this.byMsp.getOrDefault(msp, 0);
	}

	/** Null removes the entry. */
	private static @Nullable Integer less(String organisation, Integer count) {
		return (count > 1) ? count - 1 : null;
	}

}
