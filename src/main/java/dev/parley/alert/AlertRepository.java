package dev.parley.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.parley.protocol.Person;

/**
 * Stores the current state of alerts; their history is in the journal. Needs a
 * transaction.
 */
@Repository
class AlertRepository {

	static final String COLUMNS = """
			id, engagement_id, seq, severity, title, detail, state, dedup_key, occurrences, raised_by, raised_at,
			acknowledged_by, acknowledged_at, comment, resolved_by, resolved_at""";

	private final JsonMapper mapper;

	AlertRepository(JsonMapper mapper) {
		this.mapper = mapper;
	}

	Optional<Alert> find(JdbcClient jdbc, String engagement, String id) {
		return jdbc.sql("select " + COLUMNS + " from alert where engagement_id = ? and id = ?")
			.params(engagement, id)
			.query(this::alert)
			.optional();
	}

	/** The open alert with this de-duplication key. */
	Optional<Alert> findOpen(JdbcClient jdbc, String engagement, String dedupKey) {
		return jdbc
			.sql("select " + COLUMNS + " from alert where engagement_id = ? and dedup_key = ? and resolved_at is null")
			.params(engagement, dedupKey)
			.query(this::alert)
			.optional();
	}

	void insert(JdbcClient jdbc, Alert alert) {
		jdbc.sql("""
				insert into alert (id, engagement_id, seq, severity, title, detail, dedup_key, state, occurrences,
					raised_by, raised_at)
				values (:id, :engagement, :seq, :severity, :title, :detail, :dedupKey, :state, :occurrences,
					:raisedBy, :raisedAt)""")
			.param("id", alert.id())
			.param("engagement", alert.engagement())
			.param("seq", alert.seq())
			.param("severity", alert.severity())
			.param("title", alert.title())
			.param("detail", alert.detail())
			.param("dedupKey", alert.dedupKey())
			.param("state", alert.state())
			.param("occurrences", alert.occurrences())
			.param("raisedBy", json(alert.raisedBy()))
			.param("raisedAt", millis(alert.raisedAt()))
			.update();
	}

	/** Stores the fields that can change. */
	void update(JdbcClient jdbc, Alert alert) {
		jdbc.sql("""
				update alert set state = :state, occurrences = :occurrences, acknowledged_by = :acknowledgedBy,
					acknowledged_at = :acknowledgedAt, comment = :comment, resolved_by = :resolvedBy,
					resolved_at = :resolvedAt
				where id = :id""")
			.param("state", alert.state())
			.param("occurrences", alert.occurrences())
			.param("acknowledgedBy", json(alert.acknowledgedBy()))
			.param("acknowledgedAt", millis(alert.acknowledgedAt()))
			.param("comment", alert.comment())
			.param("resolvedBy", json(alert.resolvedBy()))
			.param("resolvedAt", millis(alert.resolvedAt()))
			.param("id", alert.id())
			.update();
	}

	Alert alert(ResultSet row, int index) throws SQLException {
		return new Alert(row.getString("id"), row.getString("engagement_id"), row.getLong("seq"),
				row.getString("severity"), row.getString("title"), row.getString("detail"), row.getString("state"),
				row.getString("dedup_key"), row.getLong("occurrences"),
				Objects.requireNonNull(person(row.getString("raised_by"))),
				Instant.ofEpochMilli(row.getLong("raised_at")), person(row.getString("acknowledged_by")),
				instant(row, "acknowledged_at"), row.getString("comment"), person(row.getString("resolved_by")),
				instant(row, "resolved_at"));
	}

	private @Nullable String json(@Nullable Person person) {
		return (person != null) ? this.mapper.writeValueAsString(person) : null;
	}

	private @Nullable Person person(@Nullable String json) {
		return (json != null) ? this.mapper.readValue(json, Person.class) : null;
	}

	private static @Nullable Long millis(@Nullable Instant at) {
		return (at != null) ? at.toEpochMilli() : null;
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		long millis = row.getLong(column);
		return row.wasNull() ? null : Instant.ofEpochMilli(millis);
	}

}
