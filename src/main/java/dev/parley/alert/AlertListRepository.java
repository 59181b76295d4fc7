package dev.parley.alert;

import java.util.List;
import java.util.Optional;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.parley.engagement.ScopeCondition;
import dev.parley.identity.Caller;
import dev.parley.protocol.Cursor;
import dev.parley.protocol.PageRequest;
import dev.parley.protocol.Severity;

/** Reads alerts across engagements, limited to the caller's scope. */
@Repository
class AlertListRepository {

	private final JdbcClient reads;

	private final AlertRepository alerts;

	AlertListRepository(@Qualifier("reads") JdbcClient reads, AlertRepository alerts) {
		this.reads = reads;
		this.alerts = alerts;
	}

	/** Up to one row more than the page holds; newest first. */
	List<Alert> page(Caller caller, AlertFilter filter, PageRequest page) {
		Cursor after = page.after();
		String sql = "select " + AlertRepository.COLUMNS
				+ " from alert where engagement_id in (select e.id from engagement e where " + ScopeCondition.SQL + ")"
				+ (filter.states().isEmpty() ? "" : " and state in (:states)")
				+ (filter.severities().isEmpty() ? "" : " and severity in (:severities)")
				+ ((filter.engagement() != null) ? " and engagement_id = :engagement" : "")
				+ ((after != null) ? " and (raised_at < :at or (raised_at = :at and id < :id))" : "")
				+ " order by raised_at desc, id desc limit :limit";
		JdbcClient.StatementSpec statement = this.reads.sql(sql)
			.params(ScopeCondition.parameters(caller))
			.param("states", filter.states().stream().map(AlertState::wire).toList())
			.param("severities", filter.severities().stream().map(Severity::wire).toList())
			.param("engagement", filter.engagement())
			.param("limit", page.limitAndOne());
		if (after != null) {
			statement = statement.param("at", after.number(0)).param("id", after.text(1));
		}
		return statement.query(this.alerts::alert).list();
	}

	/** The engagement of an alert; empty if it is out of the caller's scope. */
	Optional<String> engagementOf(Caller caller, String alert) {
		return this.reads
			.sql("select e.id from alert a join engagement e on e.id = a.engagement_id where a.id = :alert and "
					+ ScopeCondition.SQL)
			.params(ScopeCondition.parameters(caller))
			.param("alert", alert)
			.query(String.class)
			.optional();
	}

}
