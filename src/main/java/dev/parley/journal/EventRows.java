package dev.parley.journal;

import java.time.Instant;

import org.springframework.jdbc.core.RowMapper;

/** How an event stands in its table. */
final class EventRows {

	static final String SELECT = "select engagement_id, seq, type, actor_id, request_id, data, at, urgent from event ";

	static final RowMapper<Event> MAPPER = (row, index) -> new Event(row.getString(1), row.getLong(2), row.getString(3),
			row.getString(4), row.getString(5), row.getString(6), Instant.ofEpochMilli(row.getLong(7)),
			row.getInt(8) != 0);

	private EventRows() {
	}

}
