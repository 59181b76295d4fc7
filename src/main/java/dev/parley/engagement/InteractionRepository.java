package dev.parley.engagement;

import java.time.Instant;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.parley.protocol.ClientMessage.RecordInteraction;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;

/** Counters and the ids of the requests that incremented them. Needs a transaction. */
@Repository
class InteractionRepository {

	/**
	 * Claims the id for this interaction, or returns the earlier answer if the id was
	 * used before. If another node is claiming the same id, waits for its commit.
	 */
	Optional<Recorded> claim(JdbcClient jdbc, String actor, String id, RecordInteraction interaction, Instant now) {
		int claimed = jdbc.sql("""
				insert into interaction_request (actor_id, request_id, engagement_id, kind, count, total, at)
				values (?, ?, ?, ?, ?, 0, ?) on conflict do nothing""")
			.params(actor, id, interaction.engagement(), interaction.kind(), interaction.count(), now.toEpochMilli())
			.update();
		return (claimed == 1) ? Optional.empty() : Optional.of(earlier(jdbc, actor, id, interaction));
	}

	private Recorded earlier(JdbcClient jdbc, String actor, String id, RecordInteraction interaction) {
		return jdbc.sql("""
				select total from interaction_request
				where actor_id = ? and request_id = ? and engagement_id = ? and kind = ? and count = ?""")
			.params(actor, id, interaction.engagement(), interaction.kind(), interaction.count())
			.query((row, index) -> new Recorded(interaction.engagement(), interaction.kind(), row.getLong("total"),
					true))
			.optional()
			.orElseThrow(() -> new RejectedException(ErrorCode.ID_REUSED,
					"This id was used for another interaction. Use a new id for each."));
	}

	/** Increments the counter and returns the new total. */
	long add(JdbcClient jdbc, RecordInteraction interaction, Instant now) {
		return jdbc.sql("""
				insert into interaction_total (engagement_id, kind, total, updated_at) values (?, ?, ?, ?)
				on conflict (engagement_id, kind) do update
				set total = interaction_total.total + excluded.total, updated_at = excluded.updated_at
				returning total""")
			.params(interaction.engagement(), interaction.kind(), interaction.count(), now.toEpochMilli())
			.query(Long.class)
			.single();
	}

	long kinds(JdbcClient jdbc, String engagement) {
		return jdbc.sql("select count(*) from interaction_total where engagement_id = ?")
			.param(engagement)
			.query(Long.class)
			.single();
	}

	void answered(JdbcClient jdbc, String actor, String id, long total) {
		jdbc.sql("update interaction_request set total = ? where actor_id = ? and request_id = ?")
			.params(total, actor, id)
			.update();
	}

}
