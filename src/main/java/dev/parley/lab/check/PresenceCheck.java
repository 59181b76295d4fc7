package dev.parley.lab.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Checks that every client sees which users of its scope are online, and when one leaves.
 */
final class PresenceCheck {

	private final CheckClients clients;

	private final CheckControl control;

	private final CheckPlan.Timeouts timeouts;

	PresenceCheck(CheckClients clients, CheckControl control, CheckPlan.Timeouts timeouts) {
		this.clients = clients;
		this.control = control;
		this.timeouts = timeouts;
	}

	/** Waits until every client sees all online users of its scope. */
	boolean awaitComplete() {
		return CheckControl.await(this.timeouts.arrival(), () -> missing().isEmpty());
	}

	/** Disconnects one user and judges what the other clients see. */
	Finding finding() {
		List<String> violations = new ArrayList<>(missing());
		violations.addAll(seenAfterLeaving());
		return Finding.of(Invariant.PRESENCE_CONVERGES, this.clients.all().size(), violations);
	}

	/** One line for each user who is online and whom a client does not see. */
	private List<String> missing() {
		List<PresenceView> views = this.clients.all()
			.stream()
			.map((client) -> CheckClients.ask(client, CheckClient::presence))
			.toList();
		return missing(views);
	}

	static List<String> missing(List<PresenceView> views) {
		List<String> missing = new ArrayList<>();
		for (PresenceView reader : views) {
			for (PresenceView present : views) {
				for (String organisation : present.organisations()) {
					Set<String> online = reader.online().get(organisation);
					if (online != null && !online.contains(present.user())) {
						missing.add("client " + reader.client() + " does not see " + present.user() + " of "
								+ organisation + " online");
					}
				}
			}
		}
		return missing.stream().distinct().toList();
	}

	private List<String> seenAfterLeaving() {
		String user = this.clients.all().getLast().user();
		List<CheckClient> staying = this.clients.all().stream().filter((one) -> !one.user().equals(user)).toList();
		if (this.control.isInterrupted() || seenBy(staying, user).isEmpty()) {
			return List.of();
		}
		this.control.log("one user leaves");
		this.clients.all().stream().filter((one) -> one.user().equals(user)).forEach(CheckClients::stop);
		CheckControl.await(this.timeouts.leaving(),
				() -> this.control.isInterrupted() || seenBy(staying, user).isEmpty());
		return this.control.isInterrupted() ? List.of() : seenBy(staying, user);
	}

	private static List<String> seenBy(List<CheckClient> staying, String user) {
		return seeing(user, staying.stream().map((client) -> CheckClients.ask(client, CheckClient::presence)).toList());
	}

	/** One line for each client that believes this user to be online. */
	static List<String> seeing(String user, List<PresenceView> views) {
		List<String> seeing = new ArrayList<>();
		for (PresenceView reader : views) {
			reader.online().forEach((organisation, online) -> {
				if (online.contains(user)) {
					seeing.add("client " + reader.client() + " sees " + user + " of " + organisation
							+ " online, although the user's last connection of this check has ended");
				}
			});
		}
		return seeing;
	}

}
