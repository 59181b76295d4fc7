package dev.parley.realtime;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of a shard. In one turn it runs the commands that have arrived and then
 * writes to each connection they touched, once: the more has arrived, the larger the
 * writes. After a long turn of shared writes it rests for a moment, so that the answers
 * of clients, and what is being committed, share the next turn instead of taking two.
 */
final class ShardLoop implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(ShardLoop.class);

	/** Commands of one turn; bounds how long the first frame of a turn waits. */
	private static final int TURN = 256;

	/** A turn shorter than this is not followed by a rest. */
	private static final long LONG_TURN_NANOS = 500_000;

	/** A rest takes this part of the turn before it, ... */
	private static final int REST_SHARE = 4;

	/** ... but never longer than this. */
	private static final long LONGEST_REST_NANOS = 2_000_000;

	private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean idle = new AtomicBoolean();

	private final ShardWriter writer;

	private final LongSupplier nanoTime;

	private final Thread thread;

	private volatile boolean stopped;

	private long restUntil;

	ShardLoop(int number, ShardWriter writer, LongSupplier nanoTime) {
		this.writer = writer;
		this.nanoTime = nanoTime;
		this.thread = Thread.ofPlatform().daemon().name("shard-" + number).unstarted(this::run);
	}

	void start() {
		this.thread.start();
	}

	/** Runs the command after all that were submitted before. Any thread may call. */
	void execute(Runnable command) {
		this.inbox.add(command);
		if (this.idle.get() && this.idle.compareAndSet(true, false)) {
			LockSupport.unpark(this.thread);
		}
	}

	/** Whether no further command waits. */
	boolean isEmpty() {
		return this.inbox.isEmpty();
	}

	@Override
	public void close() {
		this.stopped = true;
		LockSupport.unpark(this.thread);
	}

	private void run() {
		while (!this.stopped) {
			if (this.inbox.isEmpty()) {
				await();
			}
			rest();
			turn();
		}
	}

	private void await() {
		this.idle.set(true);
		if (this.inbox.isEmpty() && !this.stopped) {
			if (this.writer.isLingering()) {
				LockSupport.parkNanos(this, this.writer.lingerUntil() - this.nanoTime.getAsLong());
			}
			else {
				LockSupport.park(this);
			}
		}
		this.idle.set(false);
	}

	/** Parks once: waking up early costs no more than a smaller turn. */
	private void rest() {
		long left = this.restUntil - this.nanoTime.getAsLong();
		if (left > 0 && !this.stopped) {
			LockSupport.parkNanos(this, Math.min(left, LONGEST_REST_NANOS));
		}
	}

	/**
	 * How long to rest after a turn of this length. While every write carries a single
	 * message there is no rest, so that the next message does not wait.
	 */
	static long restAfter(long turnNanos, int frames, int writes) {
		boolean shared = writes > 0 && frames >= 2 * writes;
		return (shared && turnNanos >= LONG_TURN_NANOS) ? Math.min(turnNanos / REST_SHARE, LONGEST_REST_NANOS) : 0;
	}

	private void turn() {
		long start = this.nanoTime.getAsLong();
		this.writer.beginTurn(start);
		for (int i = 0; i < TURN; i++) {
			Runnable command = this.inbox.poll();
			if (command == null) {
				break;
			}
			run(command);
		}
		this.writer.endTurn();
		long end = this.nanoTime.getAsLong();
		this.restUntil = end + restAfter(end - start, this.writer.turnFrames(), this.writer.turnWrites());
	}

	private void run(Runnable command) {
		try {
			command.run();
		}
		catch (RuntimeException ex) {
			log.error("A command of {} failed", this.thread.getName(), ex);
		}
	}

}
