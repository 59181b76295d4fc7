package dev.parley.journal;

import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;

import io.micrometer.core.instrument.MeterRegistry;

import dev.parley.cluster.ClusterBus;
import dev.parley.protocol.ProtocolCodec;
import dev.parley.realtime.Broadcaster;
import dev.parley.realtime.FrameFactory;

/**
 * The threads of the record and what runs on them: the writer, the feed, the readers. Two
 * of them on one database are two nodes.
 */
final class JournalEngine implements AutoCloseable {

	private final FeedThread feedThread = new FeedThread();

	private final ExecutorService readers;

	private final Replay replay;

	private final JournalWriter writer;

	private final DatabaseJournal journal;

	private final ScheduledFuture<?> sweeps;

	JournalEngine(JournalProperties properties, JournalDatabase database, ProtocolCodec codec, Broadcaster broadcaster,
			ClusterBus bus, Clock clock, MeterRegistry registry) {
		JournalMetrics metrics = new JournalMetrics(registry);
		EventEncoder encoder = new EventEncoder(codec);
		this.readers = Executors.newFixedThreadPool(properties.readers(),
				Thread.ofPlatform().name("journal-reader-", 0).factory());
		EventRepository events = new EventRepository(database.reads());
		EventPageReader pages = new EventPageReader(events, encoder, this.readers, properties);
		EngagementCache engagements = new EngagementCache(events, properties.audiences());
		DeliveryCursors cursors = new DeliveryCursors(engagements, broadcaster, clock, properties.sweepWindow());
		GapRepair repair = new GapRepair(this.feedThread, cursors, pages, broadcaster, metrics);
		LiveDelivery delivery = new LiveDelivery(this.feedThread, cursors, repair, encoder, broadcaster, bus);
		this.writer = new JournalWriter(properties, database, clock, metrics, delivery::committed);
		metrics.queue(this.writer::waiting);
		this.journal = new DatabaseJournal(this.writer, events, engagements, metrics);
		this.replay = new Replay(events, pages, cursors, this.readers, new FrameFactory(codec, clock));
		Sweep sweep = new Sweep(events, repair, clock, properties.sweepWindow());
		this.sweeps = this.feedThread.repeat(properties.sweepInterval(), () -> this.readers.execute(sweep::run));
	}

	DatabaseJournal journal() {
		return this.journal;
	}

	Replay replay() {
		return this.replay;
	}

	/** Writes and delivers what waits, then ends. */
	@Override
	public void close() {
		this.sweeps.cancel(false);
		this.writer.close();
		this.feedThread.close();
		this.readers.shutdownNow();
	}

}
