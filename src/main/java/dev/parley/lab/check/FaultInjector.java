package dev.parley.lab.check;

import java.time.Duration;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;

import dev.parley.lab.proxy.FaultProxy;
import dev.parley.lab.proxy.Faults;

/** Injects planned faults into the proxy and the server process. */
final class FaultInjector {

	private static final long SLOW_LINE_BYTES = 16 * 1024;

	private final FaultProxy proxy;

	private final @Nullable ServerProcess server;

	private final LongConsumer sleepUntil;

	/**
	 * Prepares to inject.
	 * @param server the process to kill, or null if the lab did not start it
	 * @param sleepUntil waits until a time of {@link System#nanoTime()}
	 */
	FaultInjector(FaultProxy proxy, @Nullable ServerProcess server, LongConsumer sleepUntil) {
		this.proxy = proxy;
		this.server = server;
		this.sleepUntil = sleepUntil;
	}

	/**
	 * Injects a fault. Faults of the network that have a duration are over when this
	 * returns.
	 */
	void inject(PlannedFault fault) {
		switch (fault.kind()) {
			case CUT -> this.proxy.cut(fault.share());
			case RESET -> this.proxy.reset(fault.share());
			case HALF_OPEN -> this.proxy.halfOpen(fault.share());
			case STALL -> this.proxy.stall(fault.share(), fault.lasting());
			case LATENCY -> during(fault, Faults.latency(Duration.ofMillis(80), Duration.ofMillis(40)));
			case SLOW_LINE -> during(fault, Faults.bandwidth(SLOW_LINE_BYTES));
			case REFUSE -> {
				this.proxy.cut(fault.share());
				during(fault, Faults.refuse());
			}
			case KILL -> {
				if (this.server != null) {
					this.server.kill();
					this.server.start();
				}
			}
		}
	}

	private void during(PlannedFault fault, Faults faults) {
		this.proxy.faults(faults);
		this.sleepUntil.accept(System.nanoTime() + fault.lasting().toNanos());
		this.proxy.faults(Faults.NONE);
	}

}
