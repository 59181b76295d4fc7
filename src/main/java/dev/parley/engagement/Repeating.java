package dev.parley.engagement;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Work done again and again on a thread of its own, from when the server is up until it
 * stops.
 */
public final class Repeating implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Repeating.class);

	private final String name;

	private final Duration pause;

	private final Runnable work;

	private @Nullable ScheduledExecutorService thread;

	/**
	 * @param pause between the end of one time and the beginning of the next
	 */
	public Repeating(String name, Duration pause, Runnable work) {
		this.name = name;
		this.pause = pause;
		this.work = work;
	}

	@Override
	public synchronized void start() {
		if (this.thread == null) {
			this.thread = Executors
				.newSingleThreadScheduledExecutor(Thread.ofPlatform().name(this.name).daemon().factory());
			Future<?> _ = this.thread.scheduleWithFixedDelay(this::run, 0, this.pause.toMillis(),
					TimeUnit.MILLISECONDS);
		}
	}

	@Override
	public synchronized void stop() {
		if (this.thread != null) {
			this.thread.shutdownNow();
			this.thread = null;
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.thread != null;
	}

	/** One that fails, perhaps because the database is away, must not be the last. */
	private void run() {
		try {
			this.work.run();
		}
		catch (RuntimeException ex) {
			log.warn("Could not do the work of {}, will try again: {}", this.name, ex.toString());
		}
	}

}
