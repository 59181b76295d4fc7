package dev.parley.protocol;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * The cost of decoding and encoding a frame, incurred once per message, whatever the
 * number of receivers.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class CodecBenchmark {

	private final ProtocolCodec codec = new ProtocolCodec();

	private final String sendMessage = Samples.of("client", "send_message");

	private final String sync = Samples.of("client", "sync");

	private final String malformed = this.sendMessage.substring(0, this.sendMessage.length() - 2);

	private final Instant at = Instant.parse("2026-11-20T10:42:00.123Z");

	private final EventData.ChatMessage message = new EventData.ChatMessage(
			new Person("mia", "Mia Berg", "MSP", "northwind"), "The tunnel to Zürich is up again", 12L, null, null);

	private final String data = this.codec.encodeData(this.message);

	private final ServerMessage ack = new ServerMessage.Ack("globex-firewall", "018f3d2a-7c1b-7000-8000-000000000001",
			new ServerMessage.AppendedEvent(17, false, null));

	public static void main(String[] args) throws RunnerException {
		new Runner(new OptionsBuilder().include(CodecBenchmark.class.getSimpleName()).build()).run();
	}

	@Benchmark
	public ClientMessage decodeSendMessage() {
		return this.codec.decode(this.sendMessage);
	}

	@Benchmark
	public ClientMessage decodeSync() {
		return this.codec.decode(this.sync);
	}

	@Benchmark
	public RejectedException refuseMalformed() {
		try {
			throw new IllegalStateException(String.valueOf(this.codec.decode(this.malformed)));
		}
		catch (RejectedException ex) {
			return ex;
		}
	}

	@Benchmark
	public byte[] encodeEvent() {
		return this.codec.encodeEvent("chat_message", this.at, "globex-firewall", 13, null, this.data);
	}

	@Benchmark
	public String encodeData() {
		return this.codec.encodeData(this.message);
	}

	@Benchmark
	public byte[] encodeAck() {
		return this.codec.encode(this.ack, this.at);
	}

}
