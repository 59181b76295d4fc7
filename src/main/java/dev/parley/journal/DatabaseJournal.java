package dev.parley.journal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import dev.parley.journal.EventRepository.Head;
import dev.parley.realtime.Audience;

/** The record in the database, written by one thread and read by many. */
final class DatabaseJournal implements Journal, JournalStatistics {

	private final JournalWriter writer;

	private final EventRepository events;

	private final EngagementCache engagements;

	private final JournalMetrics metrics;

	DatabaseJournal(JournalWriter writer, EventRepository events, EngagementCache engagements, JournalMetrics metrics) {
		this.writer = writer;
		this.events = events;
		this.engagements = engagements;
		this.metrics = metrics;
	}

	@Override
	public CompletableFuture<Appended> append(Entry entry) {
		return this.writer.submit(new Submission.Append(entry, new CompletableFuture<>()));
	}

	@Override
	public <T extends @Nullable Object> CompletableFuture<T> write(String engagement, UnitOfWork<T> work) {
		return this.writer.submit(new Submission.Work<>(engagement, work, new CompletableFuture<>()));
	}

	@Override
	public <T extends @Nullable Object> CompletableFuture<T> write(UnitOfWork<T> work) {
		return this.writer.submit(new Submission.Work<>(null, work, new CompletableFuture<>()));
	}

	@Override
	public List<Event> after(String engagement, long seq, int limit) {
		return this.events.after(engagement, seq, limit);
	}

	@Override
	public List<Event> before(String engagement, long seq, int limit) {
		return this.events.before(engagement, seq, limit);
	}

	@Override
	public long head(String engagement) {
		return this.events.head(engagement).map(Head::seq).orElse(0L);
	}

	@Override
	public Optional<Audience> audience(String engagement) {
		return this.engagements.find(engagement);
	}

	@Override
	public int queue() {
		return this.writer.waiting();
	}

	@Override
	public long appended() {
		return this.metrics.appended();
	}

}
