package dev.parley.engagement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.parley.engagement.Engagement.LastMessage;
import dev.parley.engagement.Engagement.OpenAlerts;
import dev.parley.engagement.Engagement.Reader;
import dev.parley.protocol.EventData.ChatMessage;
import dev.parley.protocol.ProtocolCodec;
import dev.parley.protocol.ServerMessage.User;

/** Reads the activity in a page of engagements with one query per aspect. */
@Repository
class ActivityRepository {

	/** Unread messages are counted up to this number; a badge shows 99+. */
	private static final int MAX_UNREAD = 100;

	private static final int MAX_READERS = 200;

	private final JdbcClient reads;

	private final ProtocolCodec codec;

	ActivityRepository(@Qualifier("reads") JdbcClient reads, ProtocolCodec codec) {
		this.reads = reads;
		this.codec = codec;
	}

	/** The user's read marker, the number of unread messages and the newest message. */
	Map<String, ConversationSummary> conversations(String user, Collection<String> engagements) {
		Map<String, ConversationSummary> conversations = new HashMap<>();
		this.reads.sql("""
				select e.id, coalesce(r.seq, 0) as read_seq,
					(select count(*) from (
						select 1 from event v
						where v.engagement_id = e.id and v.seq > coalesce(r.seq, 0)
							and v.type = 'chat_message' and v.actor_id <> :user
						limit :most) as news) as unread,
					l.seq as last_seq, l.data as last_data, l.at as last_at
				from engagement e
				left join read_marker r on r.engagement_id = e.id and r.user_id = :user
				left join event l on l.engagement_id = e.id and l.seq = (
					select v.seq from event v where v.engagement_id = e.id and v.type = 'chat_message'
					order by v.seq desc limit 1)
				where e.id in (:engagements)""")
			.param("user", user)
			.param("most", MAX_UNREAD)
			.param("engagements", engagements)
			.query((row) -> {
				conversations.put(row.getString("id"),
						new ConversationSummary(row.getLong("read_seq"), row.getInt("unread"), lastMessage(row)));
			});
		return conversations;
	}

	/** The total of each kind of interaction, by engagement. */
	Map<String, Map<String, Long>> interactions(Collection<String> engagements) {
		Map<String, Map<String, Long>> totals = new HashMap<>();
		this.reads.sql("select engagement_id, kind, total from interaction_total where engagement_id in (:engagements)")
			.param("engagements", engagements)
			.query((row) -> {
				totals.computeIfAbsent(row.getString("engagement_id"), (id) -> new TreeMap<>())
					.put(row.getString("kind"), row.getLong("total"));
			});
		return totals;
	}

	/** The number of open alerts, by engagement. */
	Map<String, OpenAlerts> openAlerts(Collection<String> engagements) {
		Map<String, OpenAlerts> open = new HashMap<>();
		this.reads.sql("""
				select engagement_id,
					sum(case when severity = 'critical' then 1 else 0 end) as critical,
					sum(case when severity = 'warning' then 1 else 0 end) as warning,
					sum(case when severity = 'info' then 1 else 0 end) as info
				from alert where state in ('raised', 'acknowledged') and engagement_id in (:engagements)
				group by engagement_id""").param("engagements", engagements).query((row) -> {
			open.put(row.getString("engagement_id"),
					new OpenAlerts(row.getLong("critical"), row.getLong("warning"), row.getLong("info")));
		});
		return open;
	}

	/**
	 * The read markers of all users who still have access to the engagement, the furthest
	 * first.
	 */
	List<Reader> readers(String engagement) {
		return this.reads.sql("""
				select r.user_id, u.name, r.seq
				from read_marker r
				join engagement e on e.id = r.engagement_id
				join app_user u on u.id = r.user_id
				where r.engagement_id = ? and exists (
					select 1 from user_grant g
					where g.user_id = r.user_id
						and ((g.role = 'MSP' and g.organisation_id = e.msp_id)
							or (g.role = 'CLIENT' and g.organisation_id = e.client_id)))
				order by r.seq desc, r.user_id limit ?""")
			.params(engagement, MAX_READERS)
			.query((row, index) -> new Reader(new User(row.getString("user_id"), row.getString("name")),
					row.getLong("seq")))
			.list();
	}

	private @Nullable LastMessage lastMessage(ResultSet row) throws SQLException {
		String data = row.getString("last_data");
		if (data == null) {
			return null;
		}
		ChatMessage message = this.codec.decodeData(data, ChatMessage.class);
		return new LastMessage(row.getLong("last_seq"), User.of(message.author()), message.text(),
				Instant.ofEpochMilli(row.getLong("last_at")));
	}

	/** The conversation of one engagement from the view of one user. */
	record ConversationSummary(long read, int unread, @Nullable LastMessage lastMessage) {
	}

}
