package dev.parley.chat;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.parley.journal.Journal;
import dev.parley.storage.Vendor;

/**
 * Adds new messages to the search index of the embedded database, in batches. PostgreSQL
 * maintains its index itself. A trigger removes a message's text when it is edited or
 * deleted.
 */
@Component
class MessageIndex {

	/** Rows per transaction, which blocks other writers for a few milliseconds. */
	private static final int STEP = 200;

	/** Limits how long a search waits for the index. */
	private static final int MAX_STEPS = 20;

	private final Journal journal;

	private final Vendor vendor;

	MessageIndex(Journal journal, Vendor vendor) {
		this.journal = journal;
		this.vendor = vendor;
	}

	/** Indexes messages stored before this call, up to a limit. Blocks. */
	void catchUp() {
		int steps = 0;
		while (steps < MAX_STEPS && step()) {
			steps++;
		}
	}

	/** Indexes the next rows; returns false if there are no more. Blocks. */
	boolean step() {
		return this.vendor == Vendor.SQLITE
				&& this.journal.write((transaction) -> index(transaction.jdbc(), STEP)).join() == STEP;
	}

	/** Indexes up to the given number of rows and returns how many there were. */
	static int index(JdbcClient jdbc, int maxRows) {
		long last = jdbc.sql("select coalesce(max(last), 0) from message_indexed").query(Long.class).single();
		long upTo = Math.min(last + maxRows,
				jdbc.sql("select coalesce(max(rowid), 0) from event").query(Long.class).single());
		if (upTo <= last) {
			return 0;
		}
		jdbc.sql(
				"""
						insert into message_search (rowid, text)
						select rowid, json_extract(data, '$.text') from event
						where rowid > ? and rowid <= ? and type = 'chat_message' and json_extract(data, '$.text') is not null""")
			.params(last, upTo)
			.update();
		jdbc.sql("""
				insert into message_indexed (only, last) values (1, ?)
				on conflict (only) do update set last = excluded.last""").param(upTo).update();
		return (int) (upTo - last);
	}

}
