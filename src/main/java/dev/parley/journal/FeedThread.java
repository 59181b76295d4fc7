package dev.parley.journal;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of live delivery and gap repair. It owns the cursors, so events of an
 * engagement are delivered in order without a lock. A task that fails does not affect the
 * next one: what it did not deliver is found by the sweep.
 */
final class FeedThread implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(FeedThread.class);

	private final ScheduledExecutorService executor = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("journal-feed").factory());

	/** Runs the task after all that were submitted before. Any thread may call. */
	void execute(Runnable task) {
		this.executor.execute(() -> {
			try {
				task.run();
			}
			catch (RuntimeException ex) {
				log.error("Events could not be delivered; the next sweep retries", ex);
			}
		});
	}

	ScheduledFuture<?> repeat(Duration interval, Runnable task) {
		return this.executor.scheduleWithFixedDelay(task, interval.toMillis(), interval.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	/** Runs what has been submitted, then ends. */
	@Override
	public void close() {
		this.executor.close();
	}

}
