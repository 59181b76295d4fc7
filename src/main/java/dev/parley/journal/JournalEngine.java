package dev.parley.journal;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import dev.parley.cluster.ClusterBus;
import dev.parley.protocol.ProtocolCodec;
import dev.parley.realtime.Broadcaster;

/**
 * The threads of the record and what runs on them: the writer, the feed, the readers. Two
 * of them on one database are two nodes.
 */
final class JournalEngine implements AutoCloseable {

	private final ScheduledExecutorService feedThread = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("journal-feed").factory());

	private final ExecutorService readers;

	private final Replay replay;

	private final JournalWriter writer;

	private final DatabaseJournal journal;

	private final ScheduledFuture<?> sweeps;

	JournalEngine(JournalProperties properties, JdbcTemplate jdbc, TransactionTemplate transactions, JdbcClient reads,
			ProtocolCodec codec, Broadcaster broadcaster, ClusterBus bus, Clock clock, MeterRegistry registry) {
		JournalMetrics metrics = new JournalMetrics(registry);
		EventEncoder encoder = new EventEncoder(codec);
		this.readers = Executors.newFixedThreadPool(properties.readers(),
				Thread.ofPlatform().name("journal-reader-", 0).factory());
		EventRepository events = new EventRepository(reads);
		EventPageReader pages = new EventPageReader(events, encoder, this.readers, properties);
		AudienceCache audiences = new AudienceCache(events, properties.audiences());
		JournalFeed feed = new JournalFeed(this.feedThread, this.readers, pages, events, audiences, encoder,
				broadcaster, bus, clock, properties.sweepWindow(), metrics);
		this.writer = new JournalWriter(properties, jdbc, transactions, clock, metrics, feed::committed);
		this.journal = new DatabaseJournal(this.writer, events, audiences, metrics);
		this.replay = new Replay(events, pages, feed, this.readers, codec, clock);
		this.sweeps = every(properties.sweepInterval(), new Sweep(events, feed, clock, properties.sweepWindow()));
	}

	DatabaseJournal journal() {
		return this.journal;
	}

	Replay replay() {
		return this.replay;
	}

	/** Writes and hands on what waits, then ends. */
	@Override
	public void close() {
		this.sweeps.cancel(false);
		this.writer.close();
		this.feedThread.close();
		this.readers.shutdownNow();
	}

	private ScheduledFuture<?> every(Duration interval, Sweep sweep) {
		return this.feedThread.scheduleWithFixedDelay(() -> this.readers.execute(sweep::run), interval.toMillis(),
				interval.toMillis(), TimeUnit.MILLISECONDS);
	}

}
