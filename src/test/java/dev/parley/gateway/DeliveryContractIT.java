package dev.parley.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import dev.parley.gateway.support.RawSocket;
import dev.parley.gateway.support.Rest;
import dev.parley.gateway.support.ServerProcess;
import dev.parley.gateway.support.TestClient;
import dev.parley.gateway.support.Witness;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The promises of docs/delivery.md, kept by the packaged server in a process of its own;
 * with a fault where the promise is about one. {@link CrashIT} adds the kills.
 */
class DeliveryContractIT {

	private static final String MIA = "mia@northwind.example";

	private static final String GIL = "gil@globex.example";

	private static final String HANA = "hana@hooli.example";

	private static final String ADMIN = "admin@parley.example";

	@TempDir
	private static Path folder;

	private static ServerProcess server;

	private static Rest rest;

	private static final Map<String, String> TOKENS = new LinkedHashMap<>();

	@BeforeAll
	static void start() throws IOException {
		server = new ServerProcess(folder, "--parley.realtime.messages-per-second=100000",
				"--parley.realtime.message-burst=100000", "--parley.realtime.connections-per-user=5000",
				"--parley.realtime.handshakes-per-address=100000")
			.start();
		rest = new Rest(server.port());
	}

	@AfterAll
	static void stop() throws InterruptedException {
		server.close();
	}

	@Test
	void promise2TheSameIdFromTwoConnectionsAtOnceIsStoredOnce() throws Exception {
		String engagement = newEngagement();
		try (TestClient one = connect(MIA); TestClient other = connect(MIA)) {
			for (int i = 0; i < 50; i++) {
				String id = UUID.randomUUID().toString();
				Map<String, String> data = Map.of("engagement", engagement, "text", "once " + i);
				CountDownLatch go = new CountDownLatch(1);
				List<CompletableFuture<JsonNode>> answers = List.of(sendAt(go, one, id, data),
						sendAt(go, other, id, data));
				go.countDown();
				JsonNode first = answers.get(0).get().get("data");
				JsonNode second = answers.get(1).get().get("data");
				assertThat(first.get("seq")).isEqualTo(second.get("seq"));
				assertThat(first.get("duplicate").asBoolean()).isNotEqualTo(second.get("duplicate").asBoolean());
			}
		}
		assertThat(messages(engagement)).isEqualTo(50);
	}

	@Test
	void promise3EveryReaderSeesTheSameEventsInTheSameOrder() {
		String engagement = newEngagement();
		long before = head(engagement);
		try (TestClient mia = connect(MIA); TestClient gil = connect(GIL); TestClient reader = connect(GIL)) {
			for (int i = 0; i < 200; i++) {
				((i % 2 == 0) ? mia : gil).send("send_message", Map.of("engagement", engagement, "text", "t" + i));
			}
			List<JsonNode> agreed = live(mia, before, 200);
			assertThat(live(gil, before, 200)).isEqualTo(agreed);
			assertThat(live(reader, before, 200)).isEqualTo(agreed);
		}
	}

	@Test
	void promise5ASyncReturnsEverythingInOrderBeforeAnythingNewer() {
		String engagement = newEngagement();
		try (TestClient writer = connect(MIA); TestClient away = connect(GIL)) {
			for (int i = 0; i < 450; i++) {
				writer.send("send_message", Map.of("engagement", engagement, "text", "t" + i));
			}
			Awaitility.await().atMost(TestClient.PATIENCE).until(() -> messages(engagement) == 450);
			CompletableFuture<Void> newer = CompletableFuture.runAsync(() -> {
				for (int i = 0; i < 100; i++) {
					writer.say(engagement, "newer " + i);
				}
			});
			Witness witness = Witness.of(server.port(), token(GIL), engagement);
			newer.join();
			assertThat(witness.size()).isGreaterThanOrEqualTo(450);
			assertThat(Witness.of(server.port(), token(GIL), engagement).size()).isEqualTo((int) head(engagement));
		}
	}

	@Test
	void promise6OnlyThoseInScopeReceiveAndAWithdrawnGrantStopsDeliveryWithinASecond() {
		String engagement = newEngagement();
		JsonNode grants = rest.get("/api/users/" + idOf(GIL), token(ADMIN)).get("grants");
		try (TestClient mia = connect(MIA); TestClient gil = connect(GIL); TestClient hana = connect(HANA)) {
			mia.say(engagement, "before");
			gil.said("before");
			rest.send("PUT", "/api/users/" + idOf(GIL) + "/grants", token(ADMIN),
					Map.of("grants", List.of(Map.of("role", "CLIENT", "organisation", "hooli"))));
			Instant withdrawn = Instant.now();
			await("delivery to stop", () -> {
				String text = "after " + UUID.randomUUID();
				mia.say(engagement, text);
				mia.said(text);
				gil.acked(gil.send("sync", Map.of("after", Map.of())));
				return gil.received("chat_message").stream().noneMatch((frame) -> said(frame, text));
			});
			assertThat(Duration.between(withdrawn, Instant.now())).isLessThan(Duration.ofSeconds(10));
			assertThat(gil.refused(gil.send("send_message", Map.of("engagement", engagement, "text", "x")))
				.get("code")
				.asString()).isEqualTo("not_found");
			hana.acked(hana.send("sync", Map.of("after", Map.of())));
			assertThat(hana.received("chat_message")).isEmpty();
		}
		finally {
			rest.send("PUT", "/api/users/" + idOf(GIL) + "/grants", token(ADMIN), Map.of("grants", grants));
		}
	}

	@Test
	void promise9StateConvergesToItsLastValue() {
		String engagement = newEngagement();
		try (TestClient mia = connect(MIA); TestClient gil = connect(GIL)) {
			for (int i = 0; i < 300; i++) {
				mia.send("record_interaction", Map.of("engagement", engagement, "kind", "call"));
			}
			gil.await("the last total", (frame) -> frame.path("type").asString("").equals("interaction_update")
					&& frame.at("/data/total").asLong() == 300);
			assertThat(gil.received("interaction_update")).hasSizeLessThan(300);
		}
	}

	@Test
	void aThousandClientsComeBackAtOnceAndAreAllComplete() {
		String engagement = newEngagement();
		try (TestClient writer = connect(MIA)) {
			IntStream.range(0, 20).forEach((i) -> writer.say(engagement, "missed " + i));
		}
		long head = head(engagement);
		String token = token(GIL);
		List<TestClient> clients = comeBack(1000, token);
		try {
			List<String> asked = clients.stream()
				.map((client) -> client.send("sync", Map.of("after", Map.of(engagement, 0L))))
				.toList();
			for (int i = 0; i < clients.size(); i++) {
				clients.get(i).acked(asked.get(i));
				assertThat(clients.get(i).received("chat_message")).hasSize(20);
				assertThat(clients.get(i).await("synced").at("/data/seq").asLong()).isEqualTo(head);
			}
		}
		finally {
			clients.forEach(TestClient::close);
		}
	}

	@Test
	void framesCutInHalfHarmNobody() throws IOException {
		String engagement = newEngagement();
		byte[] frame = RawSocket.text("{\"type\":\"send_message\",\"id\":\"" + UUID.randomUUID()
				+ "\",\"data\":{\"engagement\":\"" + engagement + "\",\"text\":\"whole\"}}");
		for (int cut = 1; cut < frame.length; cut += 7) {
			try (RawSocket raw = RawSocket.upgraded(server.port(), token(MIA))) {
				raw.write(Arrays.copyOf(frame, cut));
			}
		}
		assertThat(messages(engagement)).isZero();
		try (RawSocket raw = RawSocket.upgraded(server.port(), token(MIA)); TestClient gil = connect(GIL)) {
			for (byte one : frame) {
				raw.write(new byte[] { one });
			}
			gil.said("whole");
		}
	}

	@Test
	void nothingOfAllThisLeftAStackTraceInTheLog() throws IOException {
		assertThat(server.logged()).doesNotContain("\tat ");
	}

	private static CompletableFuture<JsonNode> sendAt(CountDownLatch go, TestClient client, String id,
			Map<String, String> data) {
		return CompletableFuture.supplyAsync(() -> {
			try {
				go.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			client.send(id, "send_message", data);
			return client.acked(id);
		});
	}

	private static List<TestClient> comeBack(int clients, String token) {
		try (ExecutorService herd = Executors.newVirtualThreadPerTaskExecutor()) {
			return IntStream.range(0, clients)
				.mapToObj((_) -> CompletableFuture.supplyAsync(() -> TestClient.connect(server.port(), token), herd))
				.toList()
				.stream()
				.map(CompletableFuture::join)
				.toList();
		}
	}

	private static boolean said(JsonNode frame, String text) {
		return text.equals(frame.at("/data/text").asString(""));
	}

	private static void await(String what, Callable<Boolean> condition) {
		Awaitility.await(what).atMost(TestClient.PATIENCE).pollDelay(Duration.ZERO).until(condition);
	}

	/** The chat messages that come live after {@code seq}, without hole. */
	private static List<JsonNode> live(TestClient client, long seq, int count) {
		List<JsonNode> messages = new ArrayList<>();
		for (int i = 1; i <= count; i++) {
			JsonNode frame = client.await("chat_message");
			assertThat(frame.get("seq").asLong()).isEqualTo(seq + i);
			messages.add(frame);
		}
		return messages;
	}

	private static long head(String engagement) {
		return rest.get("/api/engagements/" + engagement + "/events?limit=1", token(MIA)).get("head").asLong();
	}

	private static long messages(String engagement) {
		return Witness.of(server.port(), token(MIA), engagement)
			.events()
			.values()
			.stream()
			.filter((id) -> !id.isEmpty())
			.count();
	}

	private static String newEngagement() {
		return rest
			.send("POST", "/api/engagements", token(MIA),
					Map.of("client", "globex", "title", "Contract " + UUID.randomUUID()))
			.get("id")
			.asString();
	}

	private static TestClient connect(String email) {
		return TestClient.connect(server.port(), token(email));
	}

	private static String token(String email) {
		return TOKENS.computeIfAbsent(email, rest::token);
	}

	private static String idOf(String email) {
		return rest.get("/api/auth/me", token(email)).get("id").asString();
	}

}
