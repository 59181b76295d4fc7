package dev.parley.realtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** All connections of this node that are open, by id and by user. Any thread may call. */
final class ConnectionRegistry {

	private final ConcurrentMap<String, LiveConnection> byId = new ConcurrentHashMap<>();

	/** Oldest first; the lists never change. */
	private final ConcurrentMap<String, List<LiveConnection>> byUser = new ConcurrentHashMap<>();

	/**
	 * Adds a connection.
	 * @return the oldest of its user beyond the limit, which stay until removed
	 */
	List<LiveConnection> add(LiveConnection connection, int perUser) {
		this.byId.put(connection.id(), connection);
		List<LiveConnection> all = this.byUser.merge(userOf(connection), List.of(connection), (before, added) -> {
			List<LiveConnection> joined = new ArrayList<>(before);
			joined.addAll(added);
			return List.copyOf(joined);
		});
		return all.subList(0, Math.max(0, all.size() - perUser));
	}

	/** Returns whether it was there. */
	boolean remove(LiveConnection connection) {
		if (!this.byId.remove(connection.id(), connection)) {
			return false;
		}
		this.byUser.computeIfPresent(userOf(connection), (user, before) -> {
			List<LiveConnection> left = before.stream().filter((other) -> other != connection).toList();
			return left.isEmpty() ? null : left;
		});
		return true;
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

	private static String userOf(LiveConnection connection) {
		return connection.authenticated().caller().id();
	}

}
