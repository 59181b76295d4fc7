package dev.parley.realtime;

import java.util.Set;

/** Organisations whose connections a frame is for: those in scope of any of them. */
record Targets(Set<String> msps, Set<String> clients) {

	Targets {
		msps = Set.copyOf(msps);
		clients = Set.copyOf(clients);
	}

	static Targets of(Audience audience) {
		return new Targets(Set.of(audience.msp()), Set.of(audience.client()));
	}

	static Targets client(String client) {
		return new Targets(Set.of(), Set.of(client));
	}

	static Targets msp(String msp) {
		return new Targets(Set.of(msp), Set.of());
	}

}
