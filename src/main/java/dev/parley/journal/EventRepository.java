package dev.parley.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.parley.realtime.Audience;

/** Reads the record, outside the writer's transaction. */
final class EventRepository {

	private static final String HEADS = "select id, head, msp_id, client_id from engagement ";

	/** Ids asked for in one query; below what either database takes as parameters. */
	private static final int MAX_ASKED = 500;

	private static final RowMapper<Head> HEAD = (row, index) -> new Head(row.getString(1), row.getLong(2),
			new Audience(row.getString(3), row.getString(4)));

	private final JdbcClient reads;

	EventRepository(JdbcClient reads) {
		this.reads = reads;
	}

	/** An engagement with the number of its newest event. */
	record Head(String engagement, long seq, Audience audience) {

	}

	List<Event> after(String engagement, long seq, int limit) {
		return this.reads.sql(EventRows.SELECT + "where engagement_id = ? and seq > ? order by seq limit ?")
			.params(engagement, seq, limit)
			.query(EventRows.MAPPER)
			.list();
	}

	List<Event> before(String engagement, long seq, int limit) {
		List<Event> descending = this.reads
			.sql(EventRows.SELECT + "where engagement_id = ? and seq < ? order by seq desc limit ?")
			.params(engagement, seq, limit)
			.query(EventRows.MAPPER)
			.list();
		return descending.reversed();
	}

	Optional<Head> head(String engagement) {
		return this.reads.sql(HEADS + "where id = ?").param(engagement).query(HEAD).optional();
	}

	/** Those of the engagements that exist. */
	List<Head> heads(Collection<String> engagements) {
		List<String> all = List.copyOf(engagements);
		List<Head> heads = new ArrayList<>(all.size());
		for (int from = 0; from < all.size(); from += MAX_ASKED) {
			List<String> asked = all.subList(from, Math.min(all.size(), from + MAX_ASKED));
			String marks = String.join(",", Collections.nCopies(asked.size(), "?"));
			heads.addAll(this.reads.sql(HEADS + "where id in (" + marks + ")").params(asked).query(HEAD).list());
		}
		return heads;
	}

	/** The engagements with an event since then. */
	List<Head> changedSince(Instant since) {
		return this.reads.sql(HEADS + "where updated_at >= ?").param(since.toEpochMilli()).query(HEAD).list();
	}

	/** The number of the last event before that moment; 0 for none. */
	long lastBefore(String engagement, Instant moment) {
		return this.reads.sql("select seq from event where engagement_id = ? and at < ? order by seq desc limit 1")
			.params(engagement, moment.toEpochMilli())
			.query(Long.class)
			.optional()
			.orElse(0L);
	}

}
