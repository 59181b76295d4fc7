package dev.parley.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionStatus;

import dev.parley.journal.Committed.Placed;
import dev.parley.journal.JournalStatements.Advanced;
import dev.parley.journal.JournalStatements.Used;
import dev.parley.journal.Submission.Append;
import dev.parley.journal.Submission.Work;
import dev.parley.protocol.RejectedException;

/**
 * One attempt to commit a batch, in one transaction of the database. Submissions take
 * effect in the order in which they came. Lives on the writer's thread.
 */
final class BatchTransaction implements JournalTransaction {

	private final JournalStatements statements;

	private final JdbcClient jdbc;

	private final Instant now;

	private final JournalMetrics metrics;

	private final List<Placed> events = new ArrayList<>();

	private final List<Runnable> answers = new ArrayList<>();

	/** Where the unit of work that runs may append; null for an engagement it makes. */
	private @Nullable String home;

	BatchTransaction(JournalStatements statements, JdbcClient jdbc, Instant now, JournalMetrics metrics) {
		this.metrics = metrics;
		this.statements = statements;
		this.jdbc = jdbc;
		this.now = now;
	}

	/**
	 * Runs the batch. Entries and units that are refused have their answers ready and
	 * leave nothing behind; anything else that goes wrong undoes the batch.
	 */
	Committed run(List<Submission<?>> batch, TransactionStatus status) {
		if (batch.stream().anyMatch(Work.class::isInstance)) {
			lock(batch);
		}
		List<Append> entries = new ArrayList<>();
		for (Submission<?> submission : batch) {
			switch (submission) {
				case Append append -> entries.add(append);
				case Work<?> work -> {
					place(entries);
					entries.clear();
					attempt(work, status);
				}
			}
		}
		place(entries);
		return new Committed(this.events, this.answers);
	}

	@Override
	public JdbcClient jdbc() {
		return this.jdbc;
	}

	@Override
	public Instant now() {
		return this.now;
	}

	@Override
	public Appended append(Entry entry) {
		return append(entry, this.now);
	}

	@Override
	public Appended append(Entry entry, Instant at) {
		if (at.isAfter(this.now)) {
			throw new IllegalArgumentException("An event cannot have happened at " + at + ", after " + this.now);
		}
		if (this.home != null && !this.home.equals(entry.engagement())) {
			throw new IllegalArgumentException(
					"A unit of work of " + this.home + " cannot append to " + entry.engagement());
		}
		RequestKey key = RequestKey.of(entry);
		Used used = (key != null) ? this.statements.find(List.of(key)).get(key) : null;
		return (used != null) ? repeated(entry, used) : insert(entry, at);
	}

	@Override
	public Optional<Event> find(String actor, String requestId) {
		return this.jdbc.sql(EventRows.SELECT + "where actor_id = ? and request_id = ?")
			.params(actor, requestId)
			.query(EventRows.MAPPER)
			.optional();
	}

	@Override
	public void rewrite(String engagement, long seq, String data) {
		if (!this.statements.rewrite(engagement, seq, data)) {
			throw new IllegalArgumentException("There is no event " + seq + " in " + engagement);
		}
	}

	/**
	 * Takes the locks in the order of all nodes, where units would take them as they
	 * came.
	 */
	private void lock(List<Submission<?>> batch) {
		SortedMap<String, Integer> engagements = new TreeMap<>();
		batch.stream()
			.map(Submission::engagement)
			.filter(Objects::nonNull)
			.forEach((engagement) -> engagements.put(engagement, 0));
		if (!engagements.isEmpty()) {
			this.statements.advance(engagements, Instant.EPOCH);
		}
	}

	private void place(List<Append> entries) {
		new EntryRun(this.statements, this.now, this.events, this.answers, this.metrics).place(entries);
	}

	private <T extends @Nullable Object> void attempt(Work<T> work, TransactionStatus status) {
		Object before = status.createSavepoint();
		int eventsBefore = this.events.size();
		this.home = work.engagement();
		try {
			T result = work.work().run(this);
			status.releaseSavepoint(before);
			this.answers.add(() -> work.future().complete(result));
		}
		catch (RuntimeException ex) {
			if (concernsAll(ex)) {
				throw ex;
			}
			status.rollbackToSavepoint(before);
			this.events.subList(eventsBefore, this.events.size()).clear();
			this.answers.add(() -> work.future().completeExceptionally(ex));
		}
	}

	/**
	 * Whether the database, not the unit, is to blame, so that nothing more will work.
	 */
	private static boolean concernsAll(RuntimeException ex) {
		return ex instanceof DataAccessException && !(ex instanceof NonTransientDataAccessException);
	}

	private Appended insert(Entry entry, Instant at) {
		Advanced advanced = this.statements.advance(entry.engagement(), 1, at)
			.orElseThrow(() -> RejectedException.notFound("engagement"));
		Event event = entry.at(advanced.head(), at);
		this.statements.insert(List.of(event), List.of(entry));
		this.events.add(new Placed(event, advanced.audience()));
		return new Appended(event.engagement(), event.seq(), false);
	}

	private Appended repeated(Entry entry, Used used) {
		if (!used.isFor(entry)) {
			throw used.reused();
		}
		this.metrics.duplicate();
		return used.again();
	}

}
