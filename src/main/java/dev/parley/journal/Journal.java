package dev.parley.journal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import dev.parley.protocol.RejectedException;
import dev.parley.realtime.Audience;

/** The record of all engagements. Any thread may call. */
public interface Journal {

	/**
	 * Appends one event to an engagement that is not closed. The future completes after
	 * the commit has reached the disk, or with a {@link RejectedException}: BUSY when too
	 * much waits, ID_REUSED, NOT_FOUND for an engagement that does not exist, CONFLICT
	 * for one that is closed.
	 */
	CompletableFuture<Appended> append(Entry entry);

	/**
	 * Runs a unit of work that appends to this engagement only, under its lock, together
	 * with what else waits.
	 */
	<T extends @Nullable Object> CompletableFuture<T> write(String engagement, UnitOfWork<T> work);

	/** Runs a unit of work that appends to no engagement but one it creates itself. */
	<T extends @Nullable Object> CompletableFuture<T> write(UnitOfWork<T> work);

	/** The events after {@code seq}, at most {@code limit}, ascending. */
	List<Event> after(String engagement, long seq, int limit);

	/** The events just below {@code seq}, at most {@code limit}, ascending. */
	List<Event> before(String engagement, long seq, int limit);

	/** The number of the newest event; 0 for none. */
	long head(String engagement);

	/**
	 * Who may see the engagement; nothing if it does not exist. Cached, since it never
	 * changes.
	 */
	Optional<Audience> audience(String engagement);

}
