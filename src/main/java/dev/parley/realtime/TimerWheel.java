package dev.parley.realtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All timers of all connections on one thread: starting and stopping one costs a few
 * pointers, whether there are ten or a million. A timer runs at the first tick after its
 * time, never before. Timers must not block; one that throws disturbs no other.
 */
final class TimerWheel implements AutoCloseable {

	static final Duration TICK = Duration.ofMillis(20);

	private static final Logger log = LoggerFactory.getLogger(TimerWheel.class);

	/** A turn of the wheel takes 20 s; longer timers go round several times. */
	private static final int SLOTS = 1024;

	private final LongSupplier nanoTime;

	private final ReentrantLock lock = new ReentrantLock();

	private final @Nullable Timer[] slots = new @Nullable Timer[SLOTS];

	private final long origin;

	private long tick;

	private @Nullable Thread thread;

	private volatile boolean stopped;

	TimerWheel(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.origin = nanoTime.getAsLong();
	}

	/** Something to be done later; may be started again and again. */
	static final class Timer {

		private final Runnable task;

		private long dueTick = -1;

		private @Nullable Timer next;

		private @Nullable Timer previous;

		Timer(Runnable task) {
			this.task = task;
		}

	}

	/**
	 * Lets the timer run once after the delay, instead of whenever it was to run before.
	 */
	void start(Timer timer, Duration delay) {
		start(timer, delay.toNanos());
	}

	void start(Timer timer, long delayNanos) {
		long due = this.nanoTime.getAsLong() - this.origin + Math.max(0, delayNanos);
		this.lock.lock();
		try {
			unlink(timer);
			timer.dueTick = Math.max(this.tick, Math.ceilDiv(due, TICK.toNanos()));
			link(timer);
		}
		finally {
			this.lock.unlock();
		}
	}

	/** A timer that is just running runs to its end. */
	void stop(Timer timer) {
		this.lock.lock();
		try {
			unlink(timer);
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Runs the task again and again, for as long as the wheel turns. */
	void repeat(Duration period, Runnable task) {
		Timer[] timer = new Timer[1];
		timer[0] = new Timer(() -> {
			start(timer[0], period);
			task.run();
		});
		start(timer[0], period);
	}

	/** Turns the wheel by itself from now on. */
	void run() {
		this.thread = Thread.ofPlatform().daemon().name("timers").start(() -> {
			while (!this.stopped) {
				turn();
				LockSupport.parkNanos(this, TICK.toNanos());
			}
		});
	}

	/** Runs all that is due by now. */
	void turn() {
		long now = (this.nanoTime.getAsLong() - this.origin) / TICK.toNanos();
		List<Timer> due = new ArrayList<>();
		this.lock.lock();
		try {
			long last = Math.min(now, this.tick + SLOTS - 1);
			for (long passed = this.tick; passed <= last; passed++) {
				takeDue((int) (passed % SLOTS), now, due);
			}
			this.tick = Math.max(this.tick, now + 1);
		}
		finally {
			this.lock.unlock();
		}
		due.forEach(TimerWheel::run);
	}

	@Override
	public void close() {
		this.stopped = true;
		LockSupport.unpark(this.thread);
	}

	private void takeDue(int slot, long now, List<Timer> due) {
		Timer timer = this.slots[slot];
		while (timer != null) {
			Timer next = timer.next;
			if (timer.dueTick <= now) {
				unlink(timer);
				due.add(timer);
			}
			timer = next;
		}
	}

	private void link(Timer timer) {
		int slot = (int) (timer.dueTick % SLOTS);
		Timer first = this.slots[slot];
		timer.next = first;
		if (first != null) {
			first.previous = timer;
		}
		this.slots[slot] = timer;
	}

	private void unlink(Timer timer) {
		if (timer.dueTick < 0) {
			return;
		}
		if (timer.previous != null) {
			timer.previous.next = timer.next;
		}
		else {
			this.slots[(int) (timer.dueTick % SLOTS)] = timer.next;
		}
		if (timer.next != null) {
			timer.next.previous = timer.previous;
		}
		timer.next = null;
		timer.previous = null;
		timer.dueTick = -1;
	}

	private static void run(Timer timer) {
		try {
			timer.task.run();
		}
		catch (RuntimeException ex) {
			log.error("A timer failed", ex);
		}
	}

}
