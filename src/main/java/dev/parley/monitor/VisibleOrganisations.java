package dev.parley.monitor;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.parley.identity.Caller;

/**
 * Of which organisations a caller may see how many are connected: the own ones, the own
 * clients, the own MSPs. And of which ones what they carry: the own ones and the own
 * clients, but not a client's MSP, since what that carries tells of its other clients.
 */
@Component
class VisibleOrganisations {

	private final JdbcClient reads;

	VisibleOrganisations(@Qualifier("reads") JdbcClient reads) {
		this.reads = reads;
	}

	/**
	 * What a caller sees.
	 *
	 * @param all whether that is everything
	 * @param own the organisations whose business is the caller's too
	 * @param above the MSPs of those of them that are clients
	 */
	record Visible(boolean all, Set<String> own, Set<String> above) {

		/** Whether a connection with these grants is in sight. */
		boolean reaches(Caller connected) {
			return owns(connected.organisations()) || !Collections.disjoint(this.above, connected.organisations());
		}

		/** Whether what a connection of these organisations carries is in sight. */
		boolean owns(Set<String> organisations) {
			return this.all || !Collections.disjoint(this.own, organisations);
		}

		/** The counts of those in sight. */
		Map<String, Integer> among(Map<String, Integer> counts) {
			Map<String, Integer> visible = new TreeMap<>(counts);
			if (!this.all) {
				visible.keySet().removeIf((id) -> !this.own.contains(id) && !this.above.contains(id));
			}
			return visible;
		}

	}

	Visible to(Caller caller) {
		if (caller.isAdmin()) {
			return new Visible(true, Set.of(), Set.of());
		}
		Set<String> own = ids(
				"select id from organisation where id in (:msps) or id in (:clients) or msp_id in (:msps)", caller);
		Set<String> above = ids("select msp_id from organisation where id in (:clients) and msp_id not in (:msps)",
				caller);
		return new Visible(false, own, above);
	}

	private Set<String> ids(String query, Caller caller) {
		Collection<String> found = this.reads.sql(query)
			.param("msps", list(caller.msps()))
			.param("clients", list(caller.clients()))
			.query((row, _) -> row.getString(1))
			.list();
		return Set.copyOf(found);
	}

	/** SQL has no empty list; no organisation has an empty id. */
	private static Collection<String> list(Collection<String> ids) {
		return ids.isEmpty() ? List.of("") : ids;
	}

}
