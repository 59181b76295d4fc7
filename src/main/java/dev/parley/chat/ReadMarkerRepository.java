package dev.parley.chat;

import java.time.Instant;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stores the read markers of users. Needs a transaction. */
@Repository
class ReadMarkerRepository {

	/** The number of the newest event in the engagement. */
	long head(JdbcClient jdbc, String engagement) {
		return jdbc.sql("select head from engagement where id = ?").param(engagement).query(Long.class).single();
	}

	/** Moves the marker forward; returns false if it was there or further already. */
	boolean advance(JdbcClient jdbc, String user, String engagement, long seq, Instant now) {
		return jdbc.sql("""
				insert into read_marker (user_id, engagement_id, seq, at) values (?, ?, ?, ?)
				on conflict (user_id, engagement_id) do update set seq = excluded.seq, at = excluded.at
				where excluded.seq > read_marker.seq""")
			.params(user, engagement, seq, now.toEpochMilli())
			.update() == 1;
	}

}
