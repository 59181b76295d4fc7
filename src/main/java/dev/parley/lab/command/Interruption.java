package dev.parley.lab.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets Ctrl-C end a run early, but not without its report. */
final class Interruption {

	/** Time to write the report before the process ends. */
	private static final int REPORT_TIMEOUT_SECONDS = 20;

	private Interruption() {
	}

	/**
	 * Runs the work. On Ctrl-C it calls {@code interrupt} and keeps the process alive
	 * until the work returns.
	 */
	static <T> T guard(Runnable interrupt, Supplier<T> work) {
		CountDownLatch done = new CountDownLatch(1);
		Thread hook = Thread.ofPlatform().unstarted(() -> {
			interrupt.run();
			awaitReport(done);
		});
		Runtime.getRuntime().addShutdownHook(hook);
		try {
			return work.get();
		}
		finally {
			done.countDown();
			removeHook(hook);
		}
	}

	private static void awaitReport(CountDownLatch done) {
		try {
			if (!done.await(REPORT_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
				System.err.println("lab: the run did not end in time, so there is no report");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void removeHook(Thread hook) {
		try {
			Runtime.getRuntime().removeShutdownHook(hook);
		}
		catch (IllegalStateException ex) {
			// The process is already ending, and the hook is running.
			return;
		}
	}

}
