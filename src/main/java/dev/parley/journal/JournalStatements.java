package dev.parley.journal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;
import dev.parley.realtime.Audience;

/** The SQL that writes the record. Called inside the writer's transaction alone. */
final class JournalStatements {

	private static final String MOVE_HEAD = """
			update engagement set head = head + ?, updated_at = case when updated_at < ? then ? else updated_at end
			where id = ?""";

	private static final String RETURNING = " returning head, msp_id, client_id";

	private static final String ADVANCE = MOVE_HEAD + RETURNING;

	private static final String ADVANCE_UNLESS_CLOSED = MOVE_HEAD + " and status <> 'closed'" + RETURNING;

	private static final String EXISTS = "select id from engagement where id = ?";

	private static final String INSERT = """
			insert into event (engagement_id, seq, type, actor_id, request_id, amends, data, urgent, at)
			values (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

	private static final String FIND = "select e.actor_id, e.request_id, e.engagement_id, e.type, e.amends, e.seq"
			+ " from (values ";

	private static final String FIND_END = ") as asked"
			+ " join event e on e.actor_id = asked.column1 and e.request_id = asked.column2";

	private static final String REWRITE = "update event set data = ? where engagement_id = ? and seq = ?";

	/**
	 * Ids asked for in one query: few lengths make few statements for the database to
	 * plan.
	 */
	private static final int MAX_ASKED = 128;

	private final JdbcOperations jdbc;

	JournalStatements(JdbcOperations jdbc) {
		this.jdbc = jdbc;
	}

	/** Where an engagement stands after its head was moved. */
	record Advanced(long head, Audience audience) {

	}

	/** Where an id was used. */
	record Used(String engagement, String type, @Nullable Long amends, long seq) {

		boolean isFor(Entry entry) {
			return this.engagement.equals(entry.engagement()) && this.type.equals(entry.type())
					&& Objects.equals(this.amends, entry.amends());
		}

		/** The answer to a repetition. */
		Appended again() {
			return new Appended(this.engagement, this.seq, true);
		}

		/** The answer to something else under the same id. */
		RejectedException reused() {
			return new RejectedException(ErrorCode.ID_REUSED,
					"This id was used for another request. Use a new id for every request.");
		}

	}

	/** Locks the engagement until the end of the transaction and moves its head. */
	Optional<Advanced> advance(String engagement, int events, Instant at) {
		return Optional
			.ofNullable(this.jdbc.execute(ADVANCE, (PreparedStatement row) -> advance(row, engagement, events, at)));
	}

	/**
	 * Locks the engagements in the order of their ids, which is that of all nodes, and
	 * moves their heads; leaves out those that do not exist.
	 */
	Map<String, Advanced> advance(SortedMap<String, Integer> events, Instant at) {
		return advance(ADVANCE, events, at);
	}

	/** As {@link #advance(SortedMap, Instant)}; leaves out those that are closed, too. */
	Map<String, Advanced> advanceUnlessClosed(SortedMap<String, Integer> events, Instant at) {
		return advance(ADVANCE_UNLESS_CLOSED, events, at);
	}

	/** Why {@link #advanceUnlessClosed} left it out. */
	RejectedException refusal(String engagement) {
		return this.jdbc.queryForList(EXISTS, engagement).isEmpty() ? RejectedException.notFound("engagement")
				: RejectedException.closed();
	}

	/** Which of the keys have been used, and where. */
	Map<RequestKey, Used> find(Collection<RequestKey> keys) {
		Map<RequestKey, Used> used = new HashMap<>();
		List<RequestKey> all = List.copyOf(keys);
		for (int from = 0; from < all.size(); from += MAX_ASKED) {
			find(all.subList(from, Math.min(all.size(), from + MAX_ASKED)), used);
		}
		return used;
	}

	void insert(List<Event> events, List<Entry> entries) {
		this.jdbc.execute(INSERT, (PreparedStatement statement) -> {
			for (int i = 0; i < events.size(); i++) {
				bind(statement, events.get(i), entries.get(i));
				statement.addBatch();
			}
			return statement.executeBatch();
		});
	}

	/** Whether there was such an event. */
	boolean rewrite(String engagement, long seq, String data) {
		return this.jdbc.update(REWRITE, data, engagement, seq) == 1;
	}

	private Map<String, Advanced> advance(String sql, SortedMap<String, Integer> events, Instant at) {
		Map<String, Advanced> advanced = new HashMap<>();
		this.jdbc.execute(sql, (PreparedStatement statement) -> {
			for (Map.Entry<String, Integer> entry : events.entrySet()) {
				Advanced now = advance(statement, entry.getKey(), entry.getValue(), at);
				if (now != null) {
					advanced.put(entry.getKey(), now);
				}
			}
			return null;
		});
		return advanced;
	}

	private static @Nullable Advanced advance(PreparedStatement statement, String engagement, int events, Instant at)
			throws SQLException {
		statement.setInt(1, events);
		statement.setLong(2, at.toEpochMilli());
		statement.setLong(3, at.toEpochMilli());
		statement.setString(4, engagement);
		try (ResultSet row = statement.executeQuery()) {
			return row.next() ? new Advanced(row.getLong(1), new Audience(row.getString(2), row.getString(3))) : null;
		}
	}

	private void find(List<RequestKey> keys, Map<RequestKey, Used> used) {
		int asked = Math.max(1, Integer.highestOneBit(keys.size() * 2 - 1));
		List<Object> values = new ArrayList<>(asked * 2);
		for (int i = 0; i < asked; i++) {
			// Filled up by repeating the last one.
			RequestKey key = keys.get(Math.min(i, keys.size() - 1));
			values.add(key.actor());
			values.add(key.requestId());
		}
		String sql = FIND + String.join(",", Collections.nCopies(asked, "(?,?)")) + FIND_END;
		this.jdbc.query(sql, (ResultSet row) -> {
			long amends = row.getLong(5);
			@Nullable Long amended = row.wasNull() ? null : amends;
			used.put(new RequestKey(row.getString(1), row.getString(2)),
					new Used(row.getString(3), row.getString(4), amended, row.getLong(6)));
		}, values.toArray());
	}

	private static void bind(PreparedStatement statement, Event event, Entry entry) throws SQLException {
		statement.setString(1, event.engagement());
		statement.setLong(2, event.seq());
		statement.setString(3, event.type());
		statement.setString(4, event.actor());
		statement.setString(5, event.requestId());
		statement.setObject(6, entry.amends(), Types.BIGINT);
		statement.setString(7, event.data());
		statement.setInt(8, event.urgent() ? 1 : 0);
		statement.setLong(9, event.at().toEpochMilli());
	}

}
