package dev.parley.monitor;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.parley.identity.Caller;

/**
 * Of which organisations a caller may see how many are connected: the own ones, the own
 * clients, the own MSPs.
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
	 */
	record Visible(boolean all, Set<String> organisations) {

		/** Whether a connection with these grants is in sight. */
		boolean reaches(Caller connected) {
			return this.all || Stream.concat(connected.msps().stream(), connected.clients().stream())
				.anyMatch(this.organisations::contains);
		}

		/** The counts of those in sight. */
		Map<String, Integer> among(Map<String, Integer> counts) {
			Map<String, Integer> visible = new TreeMap<>(counts);
			if (!this.all) {
				visible.keySet().retainAll(this.organisations);
			}
			return visible;
		}

	}

	Visible to(Caller caller) {
		if (caller.isAdmin()) {
			return new Visible(true, Set.of());
		}
		Collection<String> found = this.reads.sql("""
				select id from organisation where id in (:msps) or id in (:clients) or msp_id in (:msps)
				union select msp_id from organisation where id in (:clients)
				""")
			.param("msps", list(caller.msps()))
			.param("clients", list(caller.clients()))
			.query((row, _) -> row.getString(1))
			.list();
		return new Visible(false, Set.copyOf(found));
	}

	/** SQL has no empty list; no organisation has an empty id. */
	private static Collection<String> list(Collection<String> ids) {
		return ids.isEmpty() ? List.of("") : ids;
	}

}
