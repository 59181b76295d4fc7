package dev.parley.engagement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

import dev.parley.engagement.Engagement.Organisation;
import dev.parley.protocol.Cursor;

/** What the engagement's own row says, with the names of its organisations. */
record EngagementRow(String id, String title, String status, Organisation msp, Organisation client, long head,
		Instant updatedAt, long version) {

	static final String SELECT = """
			select e.id, e.title, e.status, e.msp_id, m.name as msp_name, e.client_id, c.name as client_name, e.head,
				e.updated_at, e.version
			from engagement e
			join organisation m on m.id = e.msp_id
			join organisation c on c.id = e.client_id
			""";

	static EngagementRow of(ResultSet row, int index) throws SQLException {
		return new EngagementRow(row.getString("id"), row.getString("title"), row.getString("status"),
				new Organisation(row.getString("msp_id"), row.getString("msp_name")),
				new Organisation(row.getString("client_id"), row.getString("client_name")), row.getLong("head"),
				Instant.ofEpochMilli(row.getLong("updated_at")), row.getLong("version"));
	}

	/** Where a list by newest activity goes on after this one. */
	Cursor position() {
		return Cursor.after(this.updatedAt.toEpochMilli(), this.id);
	}

}
