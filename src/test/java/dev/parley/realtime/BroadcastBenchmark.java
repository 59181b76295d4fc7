package dev.parley.realtime;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import dev.parley.protocol.CloseCode;

/**
 * What a broadcast of 16 events costs besides the socket: from the manager through shards
 * and outboxes to a transport that takes everything at once. Divide by 16 times the
 * connections for the cost of one copy.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class BroadcastBenchmark {

	private static final int EVENTS = 16;

	@Param({ "100", "1000", "5000" })
	private int connected;

	private final TestConnections connections = new TestConnections(
			Map.of("shards", "1", "connections-per-user", "1000000", "linger", "0ms"));

	private long seq;

	private long expected;

	@Setup
	public void setUp() {
		for (int i = 0; i < this.connected; i++) {
			this.connections.manager.connect(TestConnections.client("user" + i % 10, "globex"), new Sink(), false);
		}
		this.expected = -1;
	}

	@TearDown
	public void tearDown() {
		this.connections.close();
	}

	@Benchmark
	public long sixteenEventsToEverybody() {
		if (this.expected < 0) {
			this.expected = sentBeforeTheFirst();
		}
		for (int i = 0; i < EVENTS; i++) {
			this.connections.manager.broadcast(TestConnections.GLOBEX,
					TestConnections.chat("globex-firewall", ++this.seq, 180));
		}
		this.expected += (long) EVENTS * this.connected;
		while (this.connections.statistics.traffic().messagesOut().total() < this.expected) {
			Thread.onSpinWait();
		}
		return this.seq;
	}

	/** Greetings and presence, once they have all gone out. */
	private long sentBeforeTheFirst() {
		long before = -1;
		while (before != this.connections.statistics.traffic().messagesOut().total()) {
			before = this.connections.statistics.traffic().messagesOut().total();
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
		}
		return before;
	}

	/** Takes everything at once. */
	private static final class Sink implements Transport {

		@Override
		public void write(ByteBuffer frames, Completion completion) {
			completion.written();
		}

		@Override
		public void ping() {
			// Ignored.
		}

		@Override
		public void close(CloseCode code) {
			// Ignored.
		}

		@Override
		public void abort() {
			// Ignored.
		}

	}

}
