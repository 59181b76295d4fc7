package dev.parley.lab.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.parley.lab.load.Metric;
import dev.parley.lab.load.SampleResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RunFileTests {

	private static final String HOSTILE = "</script><script>alert(1)</script> \u2028 \"quoted\" \\ ünïcode";

	@TempDir
	private Path folder;

	@Test
	void holdsEverythingThatIsKnownOfARun() {
		JsonNode root = RunFile.of(full().result(), Map.of("rate", "400/s", "clients", "20")).root();

		assertThat(text(root, "format", "version", "kind", "outcome", "invalid", "preset", "target", "startedAt",
				"measuredSeconds"))
			.isEqualTo(
					"[\"parley-lab-run\",1,\"load\",\"broken\",null,\"echo\",\"ws://localhost/ws\",\"2026-01-02T03:04:05.678Z\",2.5]");
		assertThat(root.path("settings").toString()).isEqualTo("{\"clients\":\"20\",\"rate\":\"400/s\"}");
		assertThat(root.path("connections").toString()).contains("\"wanted\":20", "\"opened\":22", "\"failed\":1",
				"\"lost\":2", "\"atEnd\":18");
		assertThat(root.path("traffic").toString()).isEqualTo("{\"planned\":1000,\"sent\":990,\"acked\":980,"
				+ "\"refused\":7,\"dropped\":3,\"timedOut\":5,\"copies\":19600,\"received\":20600,"
				+ "\"sentBytes\":126720,\"receivedBytes\":2637000,\"httpSent\":100,\"httpFailed\":4,"
				+ "\"sendsPerSecond\":396.0,\"copiesPerSecond\":7840.0}");
		assertThat(root.path("integrity").toString()).isEqualTo("{\"expected\":19800,\"unique\":19600,\"lost\":200,"
				+ "\"duplicated\":1,\"reordered\":2,\"ghosts\":3,\"holes\":4,\"disagreements\":5,\"unknown\":3,"
				+ "\"ordered\":true,\"whole\":false}");
		assertThat(root.path("errors").toString()).isEqualTo("{\"closed 1001\":2}");
		assertThat(root.path("thresholds").toString())
			.isEqualTo("[{\"expr\":\"lost==0\",\"ok\":false,\"actual\":200.0,\"shown\":\"200\"},"
					+ "{\"expr\":\"ack:max<1s\",\"ok\":false,\"actual\":null,\"shown\":\"no samples\"}]");
		assertThat(root.path("generator").path("cpu").asDouble()).isEqualTo(0.256);
		assertThat(root.path("environment").path("cores").asInt()).isPositive();
	}

	@Test
	void keysAreThoseOfTheSchema() throws IOException {
		JsonNode schema = JsonMapper.shared()
			.readTree(RunFileTests.class.getResourceAsStream("/lab/run.schema.json").readAllBytes());
		JsonNode root = RunFile.of(full().second(1, 10, 1).result(), Map.of()).root();

		assertThat(root.propertyNames()).containsAll(required(schema));
		for (String part : new String[] { "traffic", "integrity", "connections", "generator", "environment" }) {
			JsonNode declared = schema.path("properties").path(part);
			assertThat(root.path(part).propertyNames()).as(part).containsAll(required(declared));
		}
	}

	@Test
	void latenciesAreMillisecondsWithTheirCurve() {
		JsonNode delivery = RunFile.of(full().result(), Map.of()).root().path("latencies").path("delivery");

		assertThat(text(delivery, "count", "min", "mean", "p50", "p95", "p99", "p999", "max", "meaning"))
			.isEqualTo("[3,2.0,2.6667,2.0,null,null,null,4.0,\"every copy, from the intended time\"]"
				.replace("2.0,2.6667", delivery.path("min") + "," + delivery.path("mean"))
				.replace("4.0", delivery.path("max").toString())
				.replace("2.0,null", delivery.path("p50") + ",null"));
		assertThat(delivery.path("min").asDouble()).isBetween(1.99, 2.01);
		assertThat(delivery.path("max").asDouble()).isBetween(3.99, 4.01);
		assertThat(delivery.path("curve")).isNotEmpty();
		assertThat(delivery.path("curve").get(0).get(0).asDouble()).isZero();
	}

	@Test
	void oneSampleHasNoPercentiles() {
		JsonNode ack = RunFile.of(new SampleResult().latencies(Metric.ACK, 7).result(), Map.of())
			.root()
			.path("latencies")
			.path("ack");

		assertThat(ack.path("count").asInt()).isEqualTo(1);
		assertThat(ack.path("p50").isNull()).isTrue();
		assertThat(ack.path("p999").isNull()).isTrue();
		assertThat(ack.path("max").asDouble()).isBetween(6.99, 7.01);
	}

	@Test
	void noSampleAtAllIsNoLatency() {
		JsonNode root = RunFile.of(new SampleResult().result(), Map.of()).root();

		assertThat(root.path("latencies")).isEmpty();
		assertThat(root.path("samples")).isEmpty();
		assertThat(root.path("outcome").asString()).isEqualTo("passed");
	}

	@Test
	void aSecondWithoutCopiesHasNoLatencies() {
		JsonNode sample = RunFile.of(new SampleResult().second(1.004, 0, 1).result(), Map.of())
			.root()
			.path("samples")
			.get(0);

		assertThat(sample.path("t").asDouble()).isEqualTo(1);
		assertThat(text(sample, "open", "sent", "acked", "copies", "received", "errors")).isEqualTo("[1,0,0,0,0,0]");
		assertThat(sample.path("delivery").path("p50").isNull()).isTrue();
		assertThat(sample.path("lagP99").asDouble()).isEqualTo(1.5);
		assertThat(sample.path("cpu").asDouble()).isEqualTo(0.25);
	}

	@Test
	void isReadBackAsItWasWritten() throws IOException {
		RunFile run = RunFile.of(full().error(HOSTILE, 3).target(HOSTILE).result(), Map.of(HOSTILE, HOSTILE));
		Path file = this.folder.resolve("run.json");

		run.write(file);

		assertThat(RunFile.read(file).compact()).isEqualTo(run.compact());
		assertThat(RunFile.read(file).root().path("errors").path(HOSTILE).asInt()).isEqualTo(3);
		assertThat(Files.readString(file)).endsWith("}\n");
	}

	@Test
	void refusesAFileThatIsNoRun() throws IOException {
		Path other = Files.writeString(this.folder.resolve("other.json"), "{\"format\":\"k6\"}");
		Path broken = Files.writeString(this.folder.resolve("broken.json"), "{");

		assertThatIllegalArgumentException().isThrownBy(() -> RunFile.read(other))
			.withMessage(other + " is not a run of the lab; create one with --out json=FILE");
		assertThatIllegalArgumentException().isThrownBy(() -> RunFile.read(broken))
			.withMessageStartingWith(broken + " cannot be read as a run: ");
		assertThatIllegalArgumentException().isThrownBy(() -> RunFile.read(this.folder.resolve("absent.json")))
			.withMessageContaining("absent.json cannot be read as a run: ");
	}

	private static SampleResult full() {
		return new SampleResult().connections(20, 22, 1, 2, 18)
			.messages(1_000, 990, 980, 7, 3, 5)
			.frames(19_600, 20_600, 126_720, 2_637_000)
			.http(100, 4)
			.rates(396, 7_840)
			.copies(19_800, 19_600, 200)
			.faults(1, 2, 3, 4, 5)
			.unknown(3)
			.ordered()
			.latencies(Metric.DELIVERY, 2, 2, 4)
			.error("closed 1001", 2)
			.threshold("lost==0")
			.threshold("ack:max<1s");
	}

	private static Iterable<String> required(JsonNode schema) {
		return schema.path("required").valueStream().map(JsonNode::asString).toList();
	}

	private static String text(JsonNode node, String... names) {
		StringBuilder text = new StringBuilder("[");
		for (String name : names) {
			text.append((text.length() > 1) ? "," : "").append(node.path(name));
		}
		return text.append("]").toString();
	}

}
