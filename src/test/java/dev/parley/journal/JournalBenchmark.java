package dev.parley.journal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

import dev.parley.realtime.Audience;
import dev.parley.realtime.Broadcaster;
import dev.parley.realtime.Frame;
import dev.parley.storage.Database;
import dev.parley.storage.Databases;

/**
 * Messages acknowledged a second by 64 senders, each of which waits for its answer, in 50
 * engagements of the embedded database, every commit on the disk.
 *
 * <pre>
 * mvn test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java -cp target/test-classes:target/classes:$(cat target/classpath) org.openjdk.jmh.Main JournalBenchmark
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode({ Mode.Throughput, Mode.SampleTime })
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 5)
public class JournalBenchmark {

	private static final int ENGAGEMENTS = 50;

	private static final String TEXT = "{\"author\":{\"id\":\"mia\",\"name\":\"Mia\",\"role\":\"MSP\","
			+ "\"organisation\":\"northwind\"},\"text\":\"The tunnel to Zurich is up again, please check.\"}";

	private final AtomicLong ids = new AtomicLong();

	/** Whether anybody is connected, so that events are encoded and handed on. */
	@Param({ "false", "true" })
	private boolean watched;

	private Database database;

	private JournalEngine engine;

	@Setup
	public void open() {
		this.database = Databases.sqlite();
		TestNode.populate(this.database);
		for (int i = 0; i < ENGAGEMENTS; i++) {
			TestNode.engagement(this.database, "engagement-" + i, "globex");
		}
		this.engine = TestNode.engine(this.database, new DeafBroadcaster(this.watched));
	}

	@TearDown
	public void close() {
		this.engine.close();
		this.database.close();
	}

	@Benchmark
	@Threads(64)
	public Appended append() {
		long id = this.ids.incrementAndGet();
		return this.engine.journal()
			.append(new Entry("engagement-" + id % ENGAGEMENTS, "chat_message", "mia", "request-" + id, TEXT))
			.join();
	}

	private record DeafBroadcaster(boolean watched) implements Broadcaster {

		@Override
		public void broadcast(Audience audience, Frame frame) {
			// What becomes of frames is measured elsewhere.
		}

		@Override
		public boolean reaches(Audience audience) {
			return this.watched;
		}

	}

}
