package dev.parley.journal;

import org.jspecify.annotations.Nullable;

/**
 * A change of domain tables and the events that tell of it, committed together or not at
 * all. Runs on the writer's thread, so it only reads and writes the database; may run
 * again from the start when the batch around it failed. What it throws reaches its caller
 * and undoes it alone.
 */
@FunctionalInterface
public interface UnitOfWork<T extends @Nullable Object> {

	T run(JournalTransaction transaction);

}
