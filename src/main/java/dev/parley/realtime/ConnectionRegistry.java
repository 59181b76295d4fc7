package dev.parley.realtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.jspecify.annotations.Nullable;

import dev.parley.identity.Authenticated;
import dev.parley.identity.Caller;

/**
 * The open connections of this node, by id and by user, and how many there are in each
 * scope. Any thread may call.
 */
final class ConnectionRegistry {

	private final ConcurrentMap<String, LiveConnection> byId = new ConcurrentHashMap<>();

	/** Oldest first; the lists never change. */
	private final ConcurrentMap<String, List<LiveConnection>> byUser = new ConcurrentHashMap<>();

	private final ScopeCounts scopes = new ScopeCounts();

	/**
	 * Adds a connection. It counts in its scopes before this returns, and has to before
	 * it can receive or sync anything.
	 * @return the oldest of its user beyond the limit, which stay until removed
	 */
	List<LiveConnection> add(LiveConnection connection, int perUser) {
		this.scopes.add(connection.authenticated().caller());
		this.byId.put(connection.id(), connection);
		List<LiveConnection> all = this.byUser.merge(userOf(connection), List.of(connection), (before, added) -> {
			List<LiveConnection> joined = new ArrayList<>(before);
			joined.addAll(added);
			return List.copyOf(joined);
		});
		return all.subList(0, Math.max(0, all.size() - perUser));
	}

	/**
	 * Replaces the grants of a connection unless it has been removed. It counts in its
	 * new scopes before it has them, and in the old ones until it has lost them, so that
	 * a scope it keeps never looks empty.
	 */
	void rescope(LiveConnection connection, Authenticated renewed) {
		this.byId.computeIfPresent(connection.id(), (id, open) -> {
			Caller before = connection.authenticated().caller();
			this.scopes.add(renewed.caller());
			connection.rescope(renewed);
			this.scopes.remove(before);
			return open;
		});
	}

	/** Removes a connection; only the first call has an effect. */
	void remove(LiveConnection connection) {
		this.byId.computeIfPresent(connection.id(), (id, open) -> {
			this.scopes.remove(connection.authenticated().caller());
			return null;
		});
		this.byUser.computeIfPresent(userOf(connection), (user, before) -> {
			List<LiveConnection> left = before.stream().filter((other) -> other != connection).toList();
			return left.isEmpty() ? null : left;
		});
	}

	/** Whether a connection is in scope of the MSP or the client. */
	boolean reaches(Audience audience) {
		return this.scopes.reaches(audience);
	}

	Collection<LiveConnection> all() {
		return this.byId.values();
	}

	List<LiveConnection> of(String user) {
		return this.byUser.getOrDefault(user, List.of());
	}

	int count() {
		return this.byId.size();
	}

	int users() {
		return this.byUser.size();
	}

	int countOfClient(String client) {
		return this.scopes.ofClient(client);
	}

	int countOfMsp(String msp) {
		return this.scopes.ofMsp(msp);
	}

	private static String userOf(LiveConnection connection) {
		return connection.authenticated().caller().id();
	}

	/** How many open connections hold a grant of each client and each MSP. */
	private static final class ScopeCounts {

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

}
