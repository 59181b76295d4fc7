package dev.parley.chat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.parley.engagement.EngagementTitle;
import dev.parley.engagement.ScopeCondition;
import dev.parley.identity.Caller;
import dev.parley.protocol.EventData.ChatMessage;
import dev.parley.protocol.ProtocolCodec;
import dev.parley.storage.Vendor;

/**
 * Finds messages by their words. The only place where the SQL of the two databases
 * differs, because each uses its own index.
 */
@Repository
class SearchRepository {

	private static final String COLUMNS = "select e.id, e.title, v.seq, v.data, v.at ";

	private static final String FTS5 = COLUMNS + """
			from message_search
			join event v on v.rowid = message_search.rowid and v.type = 'chat_message'
			join engagement e on e.id = v.engagement_id
			where message_search match :words""";

	private static final String TSVECTOR = COLUMNS + """
			from event v
			join engagement e on e.id = v.engagement_id
			where v.type = 'chat_message' and message_words(v.data) @@ to_tsquery('pg_catalog.simple', :words)""";

	private final JdbcClient reads;

	private final Vendor vendor;

	private final ProtocolCodec codec;

	SearchRepository(@Qualifier("reads") JdbcClient reads, Vendor vendor, ProtocolCodec codec) {
		this.reads = reads;
		this.vendor = vendor;
		this.codec = codec;
	}

	/** The newest messages in the caller's scope that contain all the words. */
	List<SearchHit> find(Caller caller, SearchTerms terms, @Nullable String engagement, int limit) {
		String sql = switch (this.vendor) {
			case SQLITE -> FTS5;
			case POSTGRESQL -> TSVECTOR;
		};
		String words = switch (this.vendor) {
			case SQLITE -> terms.fts5();
			case POSTGRESQL -> terms.tsquery();
		};
		return this.reads
			.sql(sql + " and " + ScopeCondition.SQL + ((engagement != null) ? " and e.id = :engagement" : "")
					+ " order by v.at desc, e.id, v.seq desc limit :limit")
			.params(ScopeCondition.parameters(caller))
			.param("words", words)
			.param("engagement", engagement)
			.param("limit", limit)
			.query((row, index) -> hit(row, terms))
			.list();
	}

	private SearchHit hit(ResultSet row, SearchTerms terms) throws SQLException {
		ChatMessage message = this.codec.decodeData(row.getString("data"), ChatMessage.class);
		// Deleted messages are not in the index.
		String text = Objects.requireNonNull(message.text());
		return new SearchHit(new EngagementTitle(row.getString("id"), row.getString("title")), row.getLong("seq"),
				message.author(), Instant.ofEpochMilli(row.getLong("at")), text, Snippet.of(text, terms));
	}

}
