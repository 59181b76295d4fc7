package dev.parley.engagement;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.parley.identity.Caller;

/** A caller's scope as a condition on engagements, for every query that reads several. */
public final class Scope {

	/** The condition; the engagement is {@code e}. */
	public static final String CONDITION = "(e.msp_id in (:scopeMsps) or e.client_id in (:scopeClients))";

	/** No organisation has this id; an empty list is not SQL everywhere. */
	private static final List<String> NOBODY = List.of("");

	private Scope() {
	}

	/** What stands for the names in the condition. */
	public static Map<String, Collection<String>> parameters(Caller caller) {
		return Map.of("scopeMsps", orNobody(caller.msps()), "scopeClients", orNobody(caller.clients()));
	}

	private static Collection<String> orNobody(Collection<String> organisations) {
		return organisations.isEmpty() ? NOBODY : organisations;
	}

}
