package dev.parley.lab.check;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The clock of a check: waits, stops waiting when it is interrupted, and reports
 * progress.
 */
final class CheckControl {

	private static final long POLL_NANOS = 20_000_000;

	private final long startedAt = System.nanoTime();

	private final Consumer<String> log;

	private volatile boolean interrupted;

	CheckControl(Consumer<String> log) {
		this.log = log;
	}

	/** Any thread. */
	void interrupt() {
		this.interrupted = true;
	}

	boolean isInterrupted() {
		return this.interrupted;
	}

	void log(String line) {
		this.log.accept(line);
	}

	long startedAt() {
		return this.startedAt;
	}

	Duration elapsed() {
		return Duration.ofNanos(System.nanoTime() - this.startedAt);
	}

	/**
	 * Waits until a time of {@link System#nanoTime()} or until the check is interrupted.
	 */
	void sleepUntil(long nanos) {
		while (System.nanoTime() < nanos && !this.interrupted) {
			LockSupport.parkNanos(Math.min(POLL_NANOS, Math.max(1, nanos - System.nanoTime())));
		}
	}

	/**
	 * Waits for a condition, interrupted or not, and returns whether it became true in
	 * time.
	 */
	static boolean await(Duration timeout, BooleanSupplier condition) {
		long deadline = System.nanoTime() + timeout.toNanos();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() > deadline) {
				return false;
			}
			LockSupport.parkNanos(POLL_NANOS);
		}
		return true;
	}

}
