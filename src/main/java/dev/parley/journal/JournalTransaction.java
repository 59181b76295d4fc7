package dev.parley.journal;

import java.time.Instant;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The transaction a unit of work runs in. Not valid after the unit has returned. */
public interface JournalTransaction {

	/** Reads and writes inside the transaction. */
	JdbcClient jdbc();

	/** The time of the transaction, that of all its events. */
	Instant now();

	/**
	 * Gives the entry its place at the end of its engagement, or finds the place it has
	 * had since before; an entry whose id its author has used for something else is
	 * rejected with ID_REUSED.
	 */
	Appended append(Entry entry);

}
