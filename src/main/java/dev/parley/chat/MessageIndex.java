package dev.parley.chat;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.parley.journal.Journal;
import dev.parley.storage.Vendor;

/**
 * Takes new messages into the embedded database's index, many at once. PostgreSQL does so
 * by itself. What was edited or deleted leaves the index with its text, by a trigger.
 */
@Component
class MessageIndex {

	/**
	 * Rows per transaction; a few milliseconds in which nobody else's message is stored.
	 */
	private static final int STEP = 200;

	/** How much a search waits for; what is missing beyond it is far from the newest. */
	private static final int MOST_STEPS = 20;

	private final Journal journal;

	private final Vendor vendor;

	MessageIndex(Journal journal, Vendor vendor) {
		this.journal = journal;
		this.vendor = vendor;
	}

	/** Takes in what was said before this call, unless very much waits. Blocks. */
	void catchUp() {
		int steps = 0;
		while (steps < MOST_STEPS && step()) {
			steps++;
		}
	}

	/** Takes in the messages of the next rows; false when there are no more. Blocks. */
	boolean step() {
		return this.vendor == Vendor.SQLITE
				&& this.journal.write((transaction) -> index(transaction.jdbc(), STEP)).join() == STEP;
	}

	/** Indexes at most so many rows and tells how many there were. */
	static int index(JdbcClient jdbc, int most) {
		long last = jdbc.sql("select coalesce(max(last), 0) from message_indexed").query(Long.class).single();
		long upTo = Math.min(last + most,
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
