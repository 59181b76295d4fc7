package dev.parley.lab.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.parley.lab.FaultyServer;
import dev.parley.lab.Lab;
import dev.parley.lab.OwnCertificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Each option of load does to a server what it says; a run without it would fail here.
 */
@Tag("slow")
class LoadOptionsTests {

	@TempDir
	private Path folder;

	private FaultyServer server;

	@BeforeEach
	void start() {
		this.server = FaultyServer.broadcast().start();
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	@Tag("clock")
	void stagesRaiseTheRate() {
		JsonNode run = load("-c", "2", "--stage", "1s:60,2s:60");

		assertThat(run.at("/traffic/planned").asInt()).isEqualTo(150);
		assertThat(run.at("/traffic/sent").asInt()).isBetween(145, 150);
		assertThat(run.at("/samples/0/sent").asInt()).isLessThan(run.at("/samples/1/sent").asInt());
	}

	@Test
	void theIntervalIsThatOfEachClient() {
		assertThat(load("-c", "4", "-i", "100ms", "-d", "1s").at("/traffic/planned").asInt()).isEqualTo(40);
	}

	@Test
	void payloadIsTheLengthOfAMessage() {
		JsonNode traffic = load("-c", "1", "--rate", "20", "-d", "1s", "--payload", "300").at("/traffic");

		assertThat(traffic.at("/sentBytes").asInt()).isEqualTo(300 * traffic.at("/sent").asInt()).isPositive();
	}

	@Test
	void onlyThePublishersSend() {
		JsonNode traffic = load("-c", "6", "--publishers", "2", "-i", "100ms", "-d", "1s").at("/traffic");

		assertThat(traffic.at("/planned").asInt()).isEqualTo(20);
		assertThat(traffic.at("/copies").asInt()).isEqualTo(6 * traffic.at("/sent").asInt());
	}

	@Test
	void connectionsComeFromEveryLocalAddressInTurn() {
		load("-c", "6", "--idle", "-d", "200ms", "--local-ips", "127.0.0.2,127.0.0.3");

		assertThat(this.server.callers()).containsExactlyInAnyOrder("127.0.0.2", "127.0.0.3");
	}

	@Test
	@Tag("clock")
	void churnReopensConnectionsAndLosesNothing() {
		JsonNode run = load("-c", "5", "--rate", "50", "--churn", "10/s", "-d", "2s");

		assertThat(run.at("/connections/opened").asInt()).isGreaterThan(10);
		assertThat(run.at("/connections/atEnd").asInt()).isEqualTo(5);
		assertThat(run.at("/integrity/lost").asInt()).isZero();
	}

	@Test
	void theHttpShareReusesFewConnections() throws IOException {
		AtomicInteger requests = new AtomicInteger();
		Set<Integer> ports = ConcurrentHashMap.newKeySet();
		HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		http.setExecutor(Executors.newCachedThreadPool());
		http.createContext("/item", (exchange) -> {
			requests.incrementAndGet();
			ports.add(exchange.getRemoteAddress().getPort());
			exchange.sendResponseHeaders(200, -1);
			exchange.close();
		});
		http.start();
		try {
			JsonNode run = load("-c", "4", "--rate", "100", "-d", "2s", "--http-share", "50%", "--http-url",
					"http://127.0.0.1:" + http.getAddress().getPort() + "/item");

			assertThat(run.at("/traffic/httpFailed").asInt()).isZero();
			assertThat(requests.get()).isEqualTo(run.at("/traffic/httpSent").asInt()).isPositive();
			assertThat(run.at("/traffic/httpSent").asInt()).isCloseTo(begunOnSockets(run), within(1));
			assertThat(ports).hasSizeLessThanOrEqualTo(mostRequestsAtOnce(run, 50));
		}
		finally {
			http.stop(0);
		}
	}

	@Test
	void theHttpShareUsesHttp2IfTheServerSupportsIt() throws Exception {
		try (HttpsServer http = new HttpsServer(OwnCertificate.in(this.folder))) {
			// Until the first handshake is through each request makes one of its own. Few
			// requests keep that cheap; beside other builds it took over the default
			// grace.
			JsonNode run = load("-c", "4", "--rate", "10", "-d", "2s", "--http-share", "50%", "--http-url", http.url(),
					"--insecure", "--grace", "60s");

			assertThat(run.at("/traffic/httpFailed").asInt()).isZero();
			assertThat(http.requestsInHttp2()).isEqualTo(run.at("/traffic/httpSent").asInt()).isPositive();
			assertThat(http.requestsInHttp1()).isZero();
			assertThat(run.at("/traffic/httpSent").asInt()).isCloseTo(begunOnSockets(run), within(1));
			assertThat(http.connections()).isLessThanOrEqualTo(mostRequestsAtOnce(run, 5));
		}
	}

	@Test
	void theHttpShareTrustsUnknownCertificatesOnlyIfInsecure() throws Exception {
		try (HttpsServer http = new HttpsServer(OwnCertificate.in(this.folder))) {
			JsonNode run = load("-c", "1", "--rate", "20", "-d", "1s", "--http-share", "50%", "--http-url", http.url());

			assertThat(run.at("/traffic/httpFailed").asInt()).isEqualTo(run.at("/traffic/httpSent").asInt())
				.isPositive();
			assertThat(http.requestsInHttp2() + http.requestsInHttp1()).isZero();
		}
	}

	@Test
	void clientsAreSpreadOverRoomsAndReceiveOnlyTheirs() throws IOException {
		Path template = Files.writeString(this.folder.resolve("rooms.yaml"), """
				name: rooms
				connect: { query: "room={{room}}" }
				publish: "{{stamp}}{{padding}}"
				""");

		JsonNode run = run("-c", "6", "--rate", "60", "-d", "1s", "--rooms", "3", "--preset", template.toString());

		assertThat(this.server.rooms()).containsExactlyInAnyOrder("/ws?room=room-1", "/ws?room=room-2",
				"/ws?room=room-3");
		assertThat(run.at("/traffic/copies").asInt()).isEqualTo(2 * run.at("/traffic/sent").asInt()).isPositive();
		assertThat(run.at("/integrity/ghosts").asInt()).isZero();
	}

	@Test
	void framesAreMaskedAtRandom() {
		load("-c", "2", "--rate", "20", "-d", "1s");

		assertThat(new HashSet<>(this.server.masks())).hasSizeGreaterThan(10);
	}

	@Test
	void theMaskCanBeZero() {
		load("-c", "2", "--rate", "20", "-d", "1s", "--mask", "zero");

		assertThat(this.server.masks()).hasSizeGreaterThan(10).containsOnly(0);
	}

	@Test
	void rejectsAnUnknownMask() {
		StringWriter output = new StringWriter();
		PrintWriter printer = new PrintWriter(output, true);

		int code = Lab.run(new String[] { "load", this.server.url(), "--mask", "nought" }, Map.of(), printer, printer);

		assertThat(code).isEqualTo(2);
		assertThat(output.toString()).contains("--mask must be random or zero, not 'nought'");
	}

	@Test
	void twoLoopsShareTheClients() {
		JsonNode run = load("-c", "8", "--rate", "100", "-d", "1s", "--threads", "2");

		assertThat(run.at("/integrity/lost").asInt()).isZero();
		assertThat(run.at("/traffic/copies").asInt()).isEqualTo(8 * run.at("/traffic/sent").asInt());
	}

	/** Messages that were due on the sockets, those that were not written among them. */
	private static int begunOnSockets(JsonNode run) {
		return run.at("/traffic/sent").asInt() + run.at("/traffic/dropped").asInt();
	}

	/**
	 * Requests that can have been open at the same time: those that fall due while the
	 * slowest is answered. A client that keeps its connections needs no more connections
	 * than that, however slow the machine is.
	 */
	private static int mostRequestsAtOnce(JsonNode run, int perSecond) {
		double slowestMillis = run.at("/latencies/http/max").asDouble();
		return 1 + (int) Math.ceil(slowestMillis / 1_000 * perSecond);
	}

	private JsonNode load(String... options) {
		List<String> all = new ArrayList<>(List.of("--preset", "broadcast"));
		all.addAll(List.of(options));
		return run(all.toArray(String[]::new));
	}

	private JsonNode run(String... options) {
		StringWriter output = new StringWriter();
		Path run = this.folder.resolve("run.json");
		List<String> args = new ArrayList<>(
				List.of("load", this.server.url(), "--accept-invalid", "-o", "json=" + run));
		args.addAll(List.of(options));
		int code = Lab.run(args.toArray(String[]::new), Map.of(), new PrintWriter(output, true),
				new PrintWriter(output, true));
		assertThat(code).as(output.toString()).isZero();
		return JsonMapper.shared().readTree(run);
	}

}
