package dev.parley.lab.load;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;

/** An event loop whose time only passes when the test turns it. */
final class TurnableLoop implements LoopClock {

	static final long MILLI = 1_000_000;

	static final long SECOND = 1_000 * MILLI;

	private final PriorityQueue<Task> tasks = new PriorityQueue<>(
			Comparator.comparingLong(Task::due).thenComparingLong(Task::number));

	private final AtomicLong numbers = new AtomicLong();

	private long now;

	private boolean sending = true;

	@Override
	public long now() {
		return this.now;
	}

	@Override
	public boolean isSending() {
		return this.sending;
	}

	@Override
	public void after(long nanos, Runnable task) {
		this.tasks.add(new Task(this.now + nanos, this.numbers.incrementAndGet(), task));
	}

	void startSending() {
		this.sending = true;
	}

	void stopSending() {
		this.sending = false;
	}

	/** Time passes, and every task runs when it is due. */
	void turnTo(long nanos) {
		while (!this.tasks.isEmpty() && this.tasks.peek().due() <= nanos) {
			runNext();
		}
		this.now = nanos;
	}

	/** Time passes while the loop is stuck: nothing runs. */
	void stall(long nanos) {
		this.now += nanos;
	}

	/** Runs the task that is due next; a task that is overdue runs now. */
	void runNext() {
		Task task = this.tasks.remove();
		this.now = Math.max(this.now, task.due());
		task.work().run();
	}

	/** How long the next task waits from now on. */
	long untilNext() {
		return this.tasks.element().due() - this.now;
	}

	boolean isQuiet() {
		return this.tasks.isEmpty();
	}

	private record Task(long due, long number, Runnable work) {

	}

}
