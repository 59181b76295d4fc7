package dev.parley.lab.check;

import java.time.Duration;
import java.util.function.LongConsumer;

import dev.parley.lab.proxy.FaultProxy;
import dev.parley.lab.proxy.Faults;
import org.jspecify.annotations.Nullable;

/** Makes one planned fault happen. */
final class FaultMaker {

	private static final long SLOW_LINE_BYTES = 16 * 1024;

	private final FaultProxy proxy;

	private final @Nullable ServerProcess server;

	FaultMaker(FaultProxy proxy, @Nullable ServerProcess server) {
		this.proxy = proxy;
		this.server = server;
	}

	/** Makes it happen; those that last are over when this returns. */
	void make(FaultSchedule.Planned fault, LongConsumer sleepUntil) {
		switch (fault.kind()) {
			case CUT -> this.proxy.cut(fault.share());
			case RESET -> this.proxy.reset(fault.share());
			case HALF_OPEN -> this.proxy.halfOpen(fault.share());
			case STALL -> this.proxy.stall(fault.share(), fault.lasting());
			case LATENCY -> forAWhile(Faults.latency(Duration.ofMillis(80), Duration.ofMillis(40)), fault, sleepUntil);
			case SLOW_LINE -> forAWhile(Faults.bandwidth(SLOW_LINE_BYTES), fault, sleepUntil);
			case REFUSE -> {
				this.proxy.cut(fault.share());
				forAWhile(Faults.refuse(), fault, sleepUntil);
			}
			case KILL -> {
				if (this.server != null) {
					this.server.kill();
					this.server.start();
				}
			}
		}
	}

	private void forAWhile(Faults faults, FaultSchedule.Planned fault, LongConsumer sleepUntil) {
		this.proxy.faults(faults);
		sleepUntil.accept(System.nanoTime() + fault.lasting().toNanos());
		this.proxy.faults(Faults.NONE);
	}

}
