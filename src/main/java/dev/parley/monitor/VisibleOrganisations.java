package dev.parley.monitor;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.parley.identity.Caller;
import dev.parley.identity.OrganisationScope;

/**
 * The organisations whose figures a caller may see: how many of their people are
 * connected, for all that {@link OrganisationScope} makes visible, and what they carry,
 * for the caller's own ones alone.
 */
@Component
class VisibleOrganisations {

	private final JdbcClient reads;

	VisibleOrganisations(@Qualifier("reads") JdbcClient reads) {
		this.reads = reads;
	}

	/**
	 * The organisations in a caller's sight.
	 *
	 * @param all whether the caller sees every organisation
	 * @param own as in {@link OrganisationScope#OWN}
	 * @param above as in {@link OrganisationScope#ABOVE}, without those in {@code own}
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
		return new Visible(false, ids(OrganisationScope.OWN, caller),
				ids(OrganisationScope.ABOVE + " and not " + OrganisationScope.OWN, caller));
	}

	private Set<String> ids(String condition, Caller caller) {
		return Set.copyOf(this.reads.sql("select o.id from organisation o where " + condition)
			.params(OrganisationScope.of(caller))
			.query((row, _) -> row.getString(1))
			.list());
	}

}
