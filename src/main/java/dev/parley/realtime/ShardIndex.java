package dev.parley.realtime;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

import dev.parley.identity.Caller;

/** The connections of a shard by client and by MSP. Owned by the shard. */
final class ShardIndex {

	private final Map<String, ConnectionList> byClient = new HashMap<>();

	private final Map<String, ConnectionList> byMsp = new HashMap<>();

	/** Number of the broadcast; a connection that carries it has its copy. */
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

	/** Visits every connection in scope of any of these organisations once. */
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

	/**
	 * The connections of one organisation within one shard, which owns it. Connections
	 * that have ended are skipped, and removed together once they are the majority, so
	 * that ten thousand disconnects at once cost ten thousand steps.
	 */
	private static final class ConnectionList {

		private LiveConnection[] members = new LiveConnection[1];

		private int size;

		private int ended;

		void add(LiveConnection connection) {
			if (this.size == this.members.length) {
				this.members = Arrays.copyOf(this.members, this.size * 2);
			}
			this.members[this.size++] = connection;
		}

		/**
		 * Counts a connection that has ended.
		 * @return whether the list is empty now
		 */
		boolean oneEnded() {
			this.ended++;
			if (this.ended * 2 > this.size) {
				keepLive();
			}
			return this.size == 0;
		}

		/**
		 * Removes a connection that moves to another list.
		 * @return whether the list is empty now
		 */
		boolean remove(LiveConnection connection) {
			for (int i = 0; i < this.size; i++) {
				if (this.members[i] == connection) {
					this.members[i] = this.members[--this.size];
					break;
				}
			}
			return this.size == 0;
		}

		void forEach(Consumer<LiveConnection> action) {
			for (int i = 0; i < this.size; i++) {
				LiveConnection member = this.members[i];
				if (member.isIndexed()) {
					action.accept(member);
				}
			}
		}

		private void keepLive() {
			int live = 0;
			for (int i = 0; i < this.size; i++) {
				if (this.members[i].isIndexed()) {
					this.members[live++] = this.members[i];
				}
			}
			this.members = Arrays.copyOf(this.members, Math.max(1, live));
			this.size = live;
			this.ended = 0;
		}

	}

}
