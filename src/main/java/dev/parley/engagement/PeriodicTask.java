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
 * Runs a task repeatedly on a dedicated thread, from the end of startup until shutdown.
 */
public final class PeriodicTask implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(PeriodicTask.class);

	private final String name;

	private final Duration pause;

	private final Runnable task;

	private @Nullable ScheduledExecutorService thread;

	/**
	 * @param pause between the end of one run and the start of the next
	 */
	public PeriodicTask(String name, Duration pause, Runnable task) {
		this.name = name;
		this.pause = pause;
		this.task = task;
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

	/** Catches failures, because the executor drops a task that throws. */
	private void run() {
		try {
			this.task.run();
		}
		catch (RuntimeException ex) {
			log.warn("Task {} failed and will run again in {}: {}", this.name, this.pause, ex.toString());
		}
	}

}
