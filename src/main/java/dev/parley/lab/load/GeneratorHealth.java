package dev.parley.lab.load;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;

import com.sun.management.OperatingSystemMXBean;
import org.HdrHistogram.Histogram;

import dev.parley.measure.Latencies;

/**
 * Watches this process, so that its own CPU use, garbage collection and stalls are not
 * blamed on the server.
 */
final class GeneratorHealth implements AutoCloseable {

	private static final long NAP_NANOS = 1_000_000;

	private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

	private final Latencies stalls = new Latencies();

	private final Histogram total = Latencies.histogram();

	private final long gcBefore = gcMillis();

	private final long cpuBefore = this.system.getProcessCpuTime();

	private final long startedAt = System.nanoTime();

	private long lastCpu = this.cpuBefore;

	private long lastAt = this.startedAt;

	private volatile boolean watching = true;

	GeneratorHealth() {
		Thread.ofPlatform().daemon().name("lab-stalls").start(this::watch);
	}

	/** The share of one core used since the last call; 2.0 is two cores. */
	double cpuSinceLast() {
		long cpu = this.system.getProcessCpuTime();
		long now = System.nanoTime();
		double share = (double) (cpu - this.lastCpu) / Math.max(1, now - this.lastAt);
		this.lastCpu = cpu;
		this.lastAt = now;
		return share;
	}

	/** The whole run. */
	LoadResult.Generator result(double lagP99) {
		this.stalls.drainInto(this.total);
		double cpu = (double) (this.system.getProcessCpuTime() - this.cpuBefore)
				/ Math.max(1, System.nanoTime() - this.startedAt);
		double worst = (this.total.getTotalCount() == 0) ? 0 : this.total.getMaxValue();
		return new LoadResult.Generator(cpu, Runtime.getRuntime().availableProcessors(), gcMillis() - this.gcBefore,
				worst, lagP99);
	}

	@Override
	public void close() {
		this.watching = false;
	}

	/**
	 * Sleeps a millisecond at a time. The time it oversleeps is a stall of this process.
	 */
	private void watch() {
		while (this.watching) {
			long before = System.nanoTime();
			LockSupport.parkNanos(NAP_NANOS);
			this.stalls.record(System.nanoTime() - before - NAP_NANOS);
		}
	}

	private static long gcMillis() {
		long sum = 0;
		for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
			sum += Math.max(0, collector.getCollectionTime());
		}
		return sum;
	}

}
