package dev.parley.alert;

import java.time.Instant;
import java.util.List;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.parley.engagement.EngagementTitle;

/** Finds alerts to escalate. All state is in the database, so a restart loses nothing. */
@Repository
class EscalationRepository {

	private static final int MAX_AT_ONCE = 100;

	private static final String ALERT_COLUMNS = "a." + AlertRepository.COLUMNS.replaceAll(",\\s*", ", a.");

	private final JdbcClient reads;

	private final AlertRepository alerts;

	EscalationRepository(@Qualifier("reads") JdbcClient reads, AlertRepository alerts) {
		this.reads = reads;
		this.alerts = alerts;
	}

	/**
	 * Alerts raised before the given time that have not been tried or are due for another
	 * attempt; the oldest first.
	 */
	List<DueEscalation> due(Instant raisedBefore, Instant now, int maxAttempts) {
		return this.reads.sql("select " + ALERT_COLUMNS + ", a.escalation_attempts, e.title as engagement_title" + """
				 from alert a join engagement e on e.id = a.engagement_id
				where a.state = 'raised' and a.severity = 'critical' and a.raised_at <= ?
					and a.escalated_at is null and a.escalation_attempts < ?
					and (a.escalation_retry_at is null or a.escalation_retry_at <= ?)
				order by a.raised_at limit ?""")
			.params(raisedBefore.toEpochMilli(), maxAttempts, now.toEpochMilli(), MAX_AT_ONCE)
			.query((row, index) -> new DueEscalation(this.alerts.alert(row, index),
					new EngagementTitle(row.getString("engagement_id"), row.getString("engagement_title")),
					row.getInt("escalation_attempts")))
			.list();
	}

	/**
	 * Claims an attempt: true on one node only, and false once the alert is acknowledged.
	 */
	boolean claim(JdbcClient jdbc, DueEscalation due, Instant retryAt) {
		return jdbc.sql("""
				update alert set escalation_attempts = escalation_attempts + 1, escalation_retry_at = ?
				where id = ? and escalation_attempts = ? and escalated_at is null and state = 'raised'""")
			.params(retryAt.toEpochMilli(), due.alert().id(), due.attempts())
			.update() == 1;
	}

	/** Marks the alert as escalated; returns false if it was already. */
	boolean markEscalated(JdbcClient jdbc, String alert, Instant now) {
		return jdbc.sql("update alert set escalated_at = ? where id = ? and escalated_at is null")
			.params(now.toEpochMilli(), alert)
			.update() == 1;
	}

}
