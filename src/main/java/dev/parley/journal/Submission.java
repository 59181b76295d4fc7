package dev.parley.journal;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/** What waits for the writer, with the future that tells its caller what became of it. */
sealed interface Submission<T extends @Nullable Object> {

	CompletableFuture<T> future();

	/** The engagement whose lock it needs; null for none. */
	@Nullable String engagement();

	record Append(Entry entry, CompletableFuture<Appended> future) implements Submission<Appended> {

		@Override
		public String engagement() {
			return this.entry.engagement();
		}

	}

	record Work<T extends @Nullable Object>(@Nullable String engagement, UnitOfWork<T> work,
			CompletableFuture<T> future) implements Submission<T> {

	}

}
