package dev.parley.engagement;

import java.time.Instant;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.parley.protocol.ClientMessage.RecordInteraction;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;

/** Counters, and the ids under which they were raised. Works inside a transaction. */
@Repository
class InteractionRepository {

	/**
	 * Takes the id for this interaction, or finds what it was answered before. A node
	 * that takes the same id at the same time waits here for the other's commit.
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
					"This id was used for another interaction; choose a new one for each."));
	}

	/** Raises the counter and gives its new total. */
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
