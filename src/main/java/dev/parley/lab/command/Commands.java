package dev.parley.lab.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.parley.lab.engine.Endpoint;
import dev.parley.lab.load.LoadResult;

/** What several commands do alike. */
final class Commands {

	/**
	 * Clients that one may point at a stranger's machine without saying that it is one's
	 * own.
	 */
	private static final int STRANGERS_CLIENTS = 1_000;

	/** After an interrupt: time to write the report before the process ends. */
	private static final int FAREWELL_SECONDS = 20;

	private Commands() {
	}

	static void refuseStrangers(Endpoint endpoint, int clients, boolean own) {
		if (clients > STRANGERS_CLIENTS && !endpoint.isLoopback() && !own) {
			throw new IllegalArgumentException(clients + " clients against " + endpoint
					+ ", which is not this machine: say --i-own-this-target if it is yours");
		}
	}

	/** Runs something that Ctrl-C ends early but not without its report. */
	static <T> T interruptibly(Runnable interrupt, Supplier<T> work) {
		CountDownLatch done = new CountDownLatch(1);
		Thread hook = Thread.ofPlatform().unstarted(() -> {
			interrupt.run();
			awaitFarewell(done);
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

	static ExitCode exitCode(LoadResult result, boolean acceptInvalid) {
		return switch (result.outcome()) {
			case PASSED -> ExitCode.PASSED;
			case FAILED -> ExitCode.FAILED;
			case BROKEN -> ExitCode.BROKEN;
			case INTERRUPTED -> ExitCode.INTERRUPTED;
			case INVALID ->
				acceptInvalid ? (criteriaHold(result) ? ExitCode.PASSED : ExitCode.FAILED) : ExitCode.INVALID;
		};
	}

	/** A failure of anything but our own code in one sentence, for people. */
	static String sentence(Throwable failure) {
		String message = failure.getMessage();
		return (message == null) ? failure.getClass().getSimpleName() : message;
	}

	private static boolean criteriaHold(LoadResult result) {
		return result.verdicts().stream().allMatch((verdict) -> verdict.ok()) && !result.connections().isShort();
	}

	private static void awaitFarewell(CountDownLatch done) {
		try {
			boolean finished = done.await(FAREWELL_SECONDS, TimeUnit.SECONDS);
			if (!finished) {
				System.err.println("the run did not end in time; there is no report");
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
			// The process is ending already: the hook is running.
			return;
		}
	}

}
