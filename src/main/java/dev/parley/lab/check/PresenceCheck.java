package dev.parley.lab.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Whether everybody sees everybody who is there, as far as they may. */
final class PresenceCheck {

	/** State arrives within a second; a busy machine gets some more. */
	static final Duration PATIENCE = Duration.ofSeconds(5);

	/**
	 * A server keeps somebody online for a while, who may only be between two networks.
	 */
	static final Duration LEAVE_PATIENCE = Duration.ofSeconds(45);

	private PresenceCheck() {
	}

	/** Asks a client on its own loop. */
	interface Asking {

		<T> T ask(CheckClient client, Function<CheckClient, T> question);

	}

	/** One line for each person who is there and whom somebody does not see. */
	static List<String> missing(List<CheckClient> clients, Asking asking) {
		List<String> missing = new ArrayList<>();
		for (CheckClient reader : clients) {
			Map<String, Set<String>> seen = asking.ask(reader, CheckClient::online);
			for (CheckClient present : clients) {
				for (String organisation : asking.ask(present, CheckClient::organisations)) {
					Set<String> online = seen.get(organisation);
					if (online != null && !online.contains(present.user())) {
						missing.add("client " + reader.number() + " does not see " + present.user() + " of "
								+ organisation + " online");
					}
				}
			}
		}
		return missing.stream().distinct().toList();
	}

	/** One line for each client that believes this user to be there. */
	static List<String> seeing(String user, List<CheckClient> clients, Asking asking) {
		List<String> seeing = new ArrayList<>();
		for (CheckClient reader : clients) {
			asking.ask(reader, CheckClient::online).forEach((organisation, online) -> {
				if (online.contains(user)) {
					seeing.add("client " + reader.number() + " sees " + user + " of " + organisation
							+ " online, whose last connection of this check has ended");
				}
			});
		}
		return seeing;
	}

}
