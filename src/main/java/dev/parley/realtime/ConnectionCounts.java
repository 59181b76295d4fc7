package dev.parley.realtime;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

import dev.parley.identity.Caller;

/**
 * The open connections at one moment.
 *
 * @param total connections, whatever their grants
 * @param client those with a grant of a client
 * @param msp those with a grant of an MSP
 * @param dual those with both, counted in client and in msp as well
 * @param users different users
 * @param outboxBytes what waits to be written
 */
public record ConnectionCounts(int total, int client, int msp, int dual, Map<String, Integer> perClient,
		Map<String, Integer> perMsp, int users, long outboxBytes) {

	static ConnectionCounts of(Collection<LiveConnection> connections, Predicate<Caller> counted) {
		Count count = new Count();
		for (LiveConnection connection : connections) {
			Caller caller = connection.authenticated().caller();
			if (counted.test(caller)) {
				count.add(caller, connection.outboxBytes());
			}
		}
		return new ConnectionCounts(count.total, count.client, count.msp, count.dual, count.perClient, count.perMsp,
				count.users.size(), count.outboxBytes);
	}

	private static final class Count {

		private final Map<String, Integer> perClient = new TreeMap<>();

		private final Map<String, Integer> perMsp = new TreeMap<>();

		private final Set<String> users = new HashSet<>();

		private int total;

		private int client;

		private int msp;

		private int dual;

		private long outboxBytes;

		void add(Caller caller, int bytes) {
			Set<String> clients = caller.clients();
			Set<String> msps = caller.msps();
			this.total++;
			this.client += clients.isEmpty() ? 0 : 1;
			this.msp += msps.isEmpty() ? 0 : 1;
			this.dual += (clients.isEmpty() || msps.isEmpty()) ? 0 : 1;
			clients.forEach((id) -> this.perClient.merge(id, 1, Integer::sum));
			msps.forEach((id) -> this.perMsp.merge(id, 1, Integer::sum));
			this.users.add(caller.id());
			this.outboxBytes += bytes;
		}

	}

}
