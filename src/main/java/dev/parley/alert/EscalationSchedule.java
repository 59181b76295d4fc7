package dev.parley.alert;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/** Looks for alerts to escalate, from when the server is up until it stops. */
final class EscalationSchedule implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(EscalationSchedule.class);

	private final Escalation escalation;

	private final Duration interval;

	private @Nullable ScheduledExecutorService thread;

	EscalationSchedule(Escalation escalation, Duration interval) {
		this.escalation = escalation;
		this.interval = interval;
	}

	@Override
	public synchronized void start() {
		if (this.thread == null) {
			this.thread = Executors
				.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("escalation").daemon().factory());
			Future<?> _ = this.thread.scheduleWithFixedDelay(this::check, 0, this.interval.toMillis(),
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
	private void check() {
		try {
			this.escalation.check().join();
		}
		catch (RuntimeException ex) {
			log.warn("Could not look for alerts to escalate: {}", ex.toString());
		}
	}

}
