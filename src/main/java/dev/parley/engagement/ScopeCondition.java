package dev.parley.engagement;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.parley.identity.Caller;

/**
 * The caller's scope as an SQL condition. Every query that reads more than one engagement
 * includes it.
 */
public final class ScopeCondition {

	/** The condition; expects the alias {@code e} for the engagement. */
	public static final String SQL = "(e.msp_id in (:scopeMsps) or e.client_id in (:scopeClients))";

	/** An empty list is not valid SQL everywhere, and no organisation has an empty id. */
	private static final List<String> NO_ORGANISATION = List.of("");

	private ScopeCondition() {
	}

	/** The values of the condition's named parameters. */
	public static Map<String, Collection<String>> parameters(Caller caller) {
		return Map.of("scopeMsps", orNone(caller.msps()), "scopeClients", orNone(caller.clients()));
	}

	private static Collection<String> orNone(Collection<String> organisations) {
		return organisations.isEmpty() ? NO_ORGANISATION : organisations;
	}

}
