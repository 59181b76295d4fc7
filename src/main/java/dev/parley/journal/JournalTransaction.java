package dev.parley.journal;

import java.time.Instant;
import java.util.Optional;

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

	/**
	 * Appends an event that happened earlier, for demonstrations and imports.
	 * @param at not after {@link #now()}
	 */
	Appended append(Entry entry, Instant at);

	/**
	 * What this author has appended under this id, in whichever engagement, this
	 * transaction included.
	 */
	Optional<Event> find(String actor, String requestId);

	/**
	 * Replaces the stored data of an event, so that every page of history read from now
	 * on is right by itself. Its place, author and time stay; connections hear of the
	 * change by the amending event alone.
	 */
	void rewrite(String engagement, long seq, String data);

}
