package dev.parley.realtime;

import java.util.Set;

/** Organisations whose connections a frame is for: those in scope of any of them. */
record Recipients(Set<String> msps, Set<String> clients) {

	Recipients {
		msps = Set.copyOf(msps);
		clients = Set.copyOf(clients);
	}

	static Recipients of(Audience audience) {
		return new Recipients(Set.of(audience.msp()), Set.of(audience.client()));
	}

	static Recipients client(String client) {
		return new Recipients(Set.of(), Set.of(client));
	}

	static Recipients msp(String msp) {
		return new Recipients(Set.of(msp), Set.of());
	}

}
