package dev.parley.journal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionTemplate;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;

/**
 * Commits what waits, all at once. Any thread submits; a single thread writes, without
 * waiting for more: what comes during a commit is the next batch. Callers are answered by
 * the thread that takes what was committed, never by the writer.
 */
final class JournalWriter implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(JournalWriter.class);

	/** How often a transaction that lost against another node's is tried in all. */
	private static final int ATTEMPTS = 3;

	private static final Duration OUTAGE = Duration.ofSeconds(1);

	/**
	 * How long the writer sleeps when nothing comes before it looks whether it is to end.
	 */
	private static final Duration IDLE = Duration.ofMillis(100);

	private final BlockingQueue<Submission<?>> queue;

	private final JournalProperties properties;

	private final JournalStatements statements;

	private final JdbcClient jdbc;

	private final TransactionTemplate transactions;

	private final Clock clock;

	private final JournalMetrics metrics;

	private final Consumer<Committed> committed;

	private final Thread thread;

	private volatile boolean closing;

	/**
	 * Starts the writer.
	 * @param committed takes what was committed, in that order; must not block
	 */
	JournalWriter(JournalProperties properties, JournalDatabase database, Clock clock, JournalMetrics metrics,
			Consumer<Committed> committed) {
		this.properties = properties;
		this.queue = new ArrayBlockingQueue<>(properties.queueLimit());
		this.statements = new JournalStatements(database.writes());
		this.jdbc = JdbcClient.create(database.writes());
		this.transactions = database.transactions();
		this.clock = clock;
		this.metrics = metrics;
		this.committed = committed;
		this.thread = Thread.ofPlatform().name("journal-writer").start(this::write);
	}

	/** Queues the submission, or answers it with BUSY or UNAVAILABLE at once. */
	<T extends @Nullable Object> CompletableFuture<T> submit(Submission<T> submission) {
		if (this.closing) {
			submission.future().completeExceptionally(stopped());
		}
		else if (!this.queue.offer(submission)) {
			this.metrics.busy();
			submission.future()
				.completeExceptionally(RejectedException.retryLater(ErrorCode.BUSY,
						"The server is busy. Send again later with the same id.", this.properties.retryAfter()));
		}
		else if (!this.thread.isAlive() && this.queue.remove(submission)) {
			submission.future().completeExceptionally(stopped());
		}
		return submission.future();
	}

	int waiting() {
		return this.queue.size();
	}

	/** Writes what waits and ends; what comes from now on is refused. */
	@Override
	public void close() {
		this.closing = true;
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void write() {
		List<Submission<?>> batch = new ArrayList<>();
		try {
			while (take(batch) || !this.closing) {
				if (!batch.isEmpty()) {
					commit(List.copyOf(batch), 1);
					batch.clear();
				}
			}
		}
		finally {
			this.closing = true;
			this.queue.drainTo(batch);
			batch.forEach((submission) -> submission.future().completeExceptionally(stopped()));
		}
	}

	/** Waits for the first, then takes all there are. */
	private boolean take(List<Submission<?>> batch) {
		try {
			Submission<?> first = this.queue.poll(IDLE.toNanos(), TimeUnit.NANOSECONDS);
			if (first == null) {
				return false;
			}
			batch.add(first);
			this.queue.drainTo(batch, this.properties.batchLimit() - 1);
			return true;
		}
		catch (InterruptedException ex) {
			this.closing = true;
			return false;
		}
	}

	private void commit(List<Submission<?>> batch, int attempt) {
		long start = System.nanoTime();
		Committed done;
		try {
			done = Objects.requireNonNull(this.transactions.execute((status) -> transaction().run(batch, status)));
		}
		catch (RuntimeException | Error ex) {
			this.metrics.failure();
			recover(batch, attempt, ex);
			return;
		}
		this.metrics.committed(batch.size(), done.events().size(), Duration.ofNanos(System.nanoTime() - start));
		this.committed.accept(done);
	}

	private BatchTransaction transaction() {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
		return new BatchTransaction(this.statements, this.jdbc, now, this.metrics);
	}

	/**
	 * Retries the submissions of a batch one by one to isolate the one that failed. When
	 * the database is unavailable, all are refused: it is unknown whether the commit took
	 * place, so only a retry with the same id is safe.
	 */
	private void recover(List<Submission<?>> batch, int attempt, Throwable cause) {
		if (isOutage(cause)) {
			log.error("The database is unavailable: {} submissions were refused", batch.size(), cause);
			refuse(batch, RejectedException.retryLater(ErrorCode.UNAVAILABLE,
					"The record cannot be written at the moment. Send again with the same id.", OUTAGE));
		}
		else if (batch.size() > 1) {
			batch.forEach((submission) -> commit(List.of(submission), 1));
		}
		else if (isLostRace(cause) && attempt < ATTEMPTS) {
			commit(batch, attempt + 1);
		}
		else {
			refuse(batch, cause);
		}
	}

	/** Another node committed first; the next attempt sees what it wrote. */
	private static boolean isLostRace(Throwable cause) {
		return cause instanceof ConcurrencyFailureException || cause instanceof DuplicateKeyException;
	}

	private static boolean isOutage(Throwable cause) {
		return cause instanceof DataAccessResourceFailureException || cause instanceof RecoverableDataAccessException
				|| (cause instanceof TransactionException && !(cause instanceof UnexpectedRollbackException));
	}

	private void refuse(List<Submission<?>> batch, Throwable cause) {
		List<Runnable> answers = batch.stream()
			.<Runnable>map((submission) -> () -> submission.future().completeExceptionally(cause))
			.toList();
		this.committed.accept(new Committed(List.of(), answers));
	}

	private static RejectedException stopped() {
		return RejectedException.retryLater(ErrorCode.UNAVAILABLE,
				"The server is shutting down. Reconnect and send again with the same id.", OUTAGE);
	}

}
