package dev.parley.engagement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

import dev.parley.engagement.Engagement.NamedOrganisation;
import dev.parley.protocol.Cursor;

/** The row of an engagement, with the names of its organisations. */
record EngagementRow(String id, String title, String status, NamedOrganisation msp, NamedOrganisation client, long head,
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
				new NamedOrganisation(row.getString("msp_id"), row.getString("msp_name")),
				new NamedOrganisation(row.getString("client_id"), row.getString("client_name")), row.getLong("head"),
				Instant.ofEpochMilli(row.getLong("updated_at")), row.getLong("version"));
	}

	/** The cursor after this row in a list sorted by newest activity. */
	Cursor position() {
		return Cursor.after(this.updatedAt.toEpochMilli(), this.id);
	}

}
