package dev.parley.lab.load;

/** The time and the timer of one event loop; a test turns both by hand. */
interface LoopClock {

	/** Nanoseconds since the run began. */
	long now();

	/** Whether messages may still be sent. */
	boolean isSending();

	/** Runs the task on the loop after this time. */
	void after(long nanos, Runnable task);

}
