package dev.parley.realtime;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

import dev.parley.identity.Caller;

/** Whom a shard has to reach for which organisation. Owned by the shard. */
final class ShardIndex {

	private final Map<String, ConnectionList> byClient = new HashMap<>();

	private final Map<String, ConnectionList> byMsp = new HashMap<>();

	/** Grows with every broadcast; a connection that carries it has its copy. */
	private long round;

	void add(LiveConnection connection, Caller caller) {
		connection.indexed(caller);
		add(this.byClient, caller.clients(), connection);
		add(this.byMsp, caller.msps(), connection);
	}

	void remove(LiveConnection connection) {
		Caller caller = connection.indexed();
		if (caller != null) {
			connection.indexed(null);
			end(this.byClient, caller.clients());
			end(this.byMsp, caller.msps());
		}
	}

	void move(LiveConnection connection, Caller caller) {
		Caller before = Objects.requireNonNull(connection.indexed());
		take(this.byClient, before.clients(), connection);
		take(this.byMsp, before.msps(), connection);
		add(connection, caller);
	}

	/** Every connection in scope of any of these organisations, each once. */
	void forEach(Recipients recipients, Consumer<LiveConnection> action) {
		this.round++;
		forEach(this.byClient, recipients.clients(), action);
		forEach(this.byMsp, recipients.msps(), action);
	}

	private void forEach(Map<String, ConnectionList> index, Set<String> organisations,
			Consumer<LiveConnection> action) {
		for (String organisation : organisations) {
			ConnectionList members = index.get(organisation);
			if (members != null) {
				members.forEach((connection) -> {
					if (connection.enters(this.round)) {
						action.accept(connection);
					}
				});
			}
		}
	}

	private static void add(Map<String, ConnectionList> index, Set<String> organisations, LiveConnection connection) {
		for (String organisation : organisations) {
			index.computeIfAbsent(organisation, (key) -> new ConnectionList()).add(connection);
		}
	}

	private static void end(Map<String, ConnectionList> index, Set<String> organisations) {
		for (String organisation : organisations) {
			index.computeIfPresent(organisation, (key, members) -> members.oneEnded() ? null : members);
		}
	}

	private static void take(Map<String, ConnectionList> index, Set<String> organisations, LiveConnection connection) {
		for (String organisation : organisations) {
			index.computeIfPresent(organisation, (key, members) -> members.remove(connection) ? null : members);
		}
	}

}
