package dev.parley.engagement;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.parley.identity.Caller;
import dev.parley.journal.JournalTransaction;
import dev.parley.protocol.Cursor;
import dev.parley.protocol.PageRequest;

/** Reads and writes the rows of engagements. */
@Repository
class EngagementRepository {

	private final JdbcClient reads;

	EngagementRepository(@Qualifier("reads") JdbcClient reads) {
		this.reads = reads;
	}

	/** Up to one row more than the page holds; newest activity first. */
	List<EngagementRow> page(Caller caller, EngagementFilter filter, PageRequest page) {
		Cursor after = page.after();
		String sql = EngagementRow.SELECT + "where " + ScopeCondition.SQL
				+ ((filter.client() != null) ? " and e.client_id = :client" : "")
				+ ((filter.status() != null) ? " and e.status = :status" : "")
				+ ((filter.query() != null)
						? " and (lower(e.title) like :query escape '\\' or lower(c.name) like :query escape '\\')" : "")
				+ ((after != null) ? " and (e.updated_at < :at or (e.updated_at = :at and e.id < :id))" : "")
				+ " order by e.updated_at desc, e.id desc limit :limit";
		JdbcClient.StatementSpec statement = this.reads.sql(sql)
			.params(ScopeCondition.parameters(caller))
			.param("client", filter.client())
			.param("status", (filter.status() != null) ? filter.status().wire() : null)
			.param("query", pattern(filter.query()))
			.param("limit", page.limitAndOne());
		if (after != null) {
			statement = statement.param("at", after.number(0)).param("id", after.text(1));
		}
		return statement.query(EngagementRow::of).list();
	}

	Optional<EngagementRow> find(String id) {
		return this.reads.sql(EngagementRow.SELECT + "where e.id = ?").param(id).query(EngagementRow::of).optional();
	}

	/** The MSP that a client belongs to. */
	Optional<String> mspOf(String client) {
		return this.reads.sql("select msp_id from organisation where id = ? and kind = 'CLIENT'")
			.param(client)
			.query(String.class)
			.optional();
	}

	/** Returns false if the id is taken. */
	boolean insert(JournalTransaction transaction, String id, String msp, String client, String title, String author) {
		long now = transaction.now().toEpochMilli();
		return transaction.jdbc()
			.sql("""
					insert into engagement (id, msp_id, client_id, title, status, created_by, created_at, updated_at)
					values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
			.params(id, msp, client, title, EngagementStatus.OPEN.wire(), author, now, now)
			.update() == 1;
	}

	/** The current state, inside a transaction that holds the engagement's lock. */
	EngagementState state(JournalTransaction transaction, String id) {
		return transaction.jdbc()
			.sql("select title, status, version from engagement where id = ?")
			.param(id)
			.query((row, index) -> new EngagementState(row.getString("title"), row.getString("status"),
					row.getLong("version")))
			.single();
	}

	void update(JournalTransaction transaction, String id, EngagementState state) {
		transaction.jdbc()
			.sql("update engagement set title = ?, status = ?, version = ? where id = ?")
			.params(state.title(), state.status(), state.version(), id)
			.update();
	}

	/** Escapes SQL wildcards, so that the query matches literally. */
	private static @Nullable String pattern(@Nullable String query) {
		return (query != null) ? "%" + query.toLowerCase(Locale.ROOT).replaceAll("[\\\\%_]", "\\\\$0") + "%" : null;
	}

}
