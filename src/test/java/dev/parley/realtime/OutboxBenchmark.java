package dev.parley.realtime;

import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a frame costs on its way through an outbox, when it goes at once and when it
 * waits.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class OutboxBenchmark {

	private static final int FRAMES = 256;

	/** How many frames wait before they are taken. */
	@Param({ "1", "16", "256" })
	private int waiting;

	private final Frame[] frames = new Frame[FRAMES];

	private Outbox outbox;

	@Setup
	public void setUp() {
		for (int i = 0; i < FRAMES; i++) {
			this.frames[i] = TestConnections.chat("globex-firewall", i + 1, 180);
		}
		this.outbox = new Outbox(
				new Outbox.OutboxSettings(256 * 1024, Long.MAX_VALUE, OutboxBenchmark::lag, new RealtimeStatistics()));
	}

	@Benchmark
	@OperationsPerInvocation(FRAMES)
	public int throughTheOutbox() {
		int sum = 0;
		for (int i = 0; i < FRAMES; i++) {
			this.outbox.offer(this.frames[i], i);
			if ((i + 1) % this.waiting == 0) {
				sum += takeAll();
			}
		}
		return sum;
	}

	private int takeAll() {
		int sum = 0;
		@Nullable Frame next = this.outbox.peek();
		while (next != null) {
			sum += next.size();
			this.outbox.remove();
			next = this.outbox.peek();
		}
		return sum;
	}

	private static Frame lag(Map<String, Long> holes) {
		return TestConnections.answer(holes.toString());
	}

}
