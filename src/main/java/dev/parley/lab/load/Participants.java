package dev.parley.lab.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.parley.lab.preset.Roster;

/**
 * The rooms of a run and who publishes to them, fixed before it begins.
 *
 * @param rooms by index
 * @param publishers by number: first one per client, null where a client only listens;
 * then, where messages also go by REST, a second one per client for those
 */
record Participants(List<Room> rooms, List<@Nullable Publisher> publishers) {

	/** Counted copies of messages in flight, over all publishers. */
	private static final int RING_TOTAL = 1 << 18;

	/** As the plan says; messages by REST are accounted for only if {@code overHttp}. */
	static Participants of(LoadPlan plan, Roster roster, boolean overHttp) {
		int clients = plan.target().clients();
		int publishing = publishing(plan);
		List<Room> rooms = new ArrayList<>();
		for (int i = 0; i < roster.rooms(); i++) {
			rooms.add(new Room(i));
		}
		Publisher[] publishers = new Publisher[overHttp ? 2 * clients : clients];
		for (int client = 0; client < publishing; client++) {
			Room room = rooms.get(roster.publishesTo(client));
			int ring = RING_TOTAL / publishing;
			publishers[client] = new Publisher(client, true, ring);
			room.add(publishers[client]);
			if (overHttp) {
				publishers[clients + client] = new Publisher(clients + client, false, ring);
				room.add(publishers[clients + client]);
			}
		}
		return new Participants(rooms, Arrays.asList(publishers));
	}

	/** Clients that publish over their socket. */
	int publishingClients(int clients) {
		return (int) this.publishers.stream().limit(clients).filter(Objects::nonNull).count();
	}

	private static int publishing(LoadPlan plan) {
		if (plan.pace() instanceof Pace.Idle) {
			return 0;
		}
		int wished = plan.workload().publishers();
		return (wished == 0) ? plan.target().clients() : Math.min(plan.target().clients(), wished);
	}

}
