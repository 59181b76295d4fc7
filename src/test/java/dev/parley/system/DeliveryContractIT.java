package dev.parley.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import dev.parley.system.support.DemoServer;
import dev.parley.system.support.RawSocket;
import dev.parley.system.support.TestClient;
import dev.parley.system.support.Witness;

import static dev.parley.system.support.DemoServer.ADMIN;
import static dev.parley.system.support.DemoServer.GIL;
import static dev.parley.system.support.DemoServer.HANA;
import static dev.parley.system.support.DemoServer.MIA;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The promises of docs/delivery.md on the packaged server in its own process, with a
 * fault where the promise is about one. {@link CrashIT} covers kills,
 * {@link DeliveryTimesIT} times.
 */
class DeliveryContractIT {

	@TempDir
	private static Path folder;

	private static DemoServer server;

	@BeforeAll
	static void start() throws IOException {
		server = new DemoServer(folder);
	}

	@AfterAll
	static void theLogHasNoStackTraces() throws Exception {
		try (DemoServer stopping = server) {
			assertThat(stopping.logged()).doesNotContain("\tat ");
		}
	}

	@Test
	void promise2TheSameIdFromTwoConnectionsAtOnceIsStoredOnce() throws Exception {
		String engagement = server.newEngagement();
		try (TestClient one = server.connect(MIA); TestClient other = server.connect(MIA)) {
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
		String engagement = server.newEngagement();
		long before = server.head(engagement);
		try (TestClient mia = server.connect(MIA);
				TestClient gil = server.connect(GIL);
				TestClient reader = server.connect(GIL)) {
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
		String engagement = server.newEngagement();
		try (TestClient writer = server.connect(MIA)) {
			for (int i = 0; i < 450; i++) {
				writer.send("send_message", Map.of("engagement", engagement, "text", "t" + i));
			}
			Awaitility.await().atMost(TestClient.PATIENCE).until(() -> messages(engagement) == 450);
			CompletableFuture<Void> newer = CompletableFuture.runAsync(() -> {
				for (int i = 0; i < 100; i++) {
					writer.say(engagement, "newer " + i);
				}
			});
			Witness witness = Witness.of(server.port(), server.token(GIL), engagement);
			newer.join();
			assertThat(witness.size()).isGreaterThanOrEqualTo(450);
			assertThat(Witness.of(server.port(), server.token(GIL), engagement).size())
				.isEqualTo((int) server.head(engagement));
		}
	}

	@Test
	void promise6OnlyThoseInScopeReceive() {
		String engagement = server.newEngagement();
		try (TestClient mia = server.connect(MIA);
				TestClient gil = server.connect(GIL);
				TestClient hana = server.connect(HANA);
				TestClient admin = server.connect(ADMIN)) {
			mia.say(engagement, "for both sides");
			gil.said("for both sides");
			for (TestClient outside : List.of(hana, admin)) {
				outside.acked(outside.send("sync", Map.of("after", Map.of())));
				assertThat(outside.received("chat_message")).isEmpty();
			}
		}
	}

	@Test
	void aThousandClientsReconnectAtOnceAndMissNothing() {
		String engagement = server.newEngagement();
		try (TestClient writer = server.connect(MIA)) {
			IntStream.range(0, 20).forEach((i) -> writer.say(engagement, "missed " + i));
		}
		long head = server.head(engagement);
		String token = server.token(GIL);
		List<TestClient> clients = comeBack(1000, token);
		try {
			List<String> asked = clients.stream()
				.map((client) -> client.send("sync", Map.of("after", Map.of(engagement, 0L))))
				.toList();
			for (int i = 0; i < clients.size(); i++) {
				clients.get(i).acked(asked.get(i));
				assertThat(clients.get(i).received("chat_message")).extracting((frame) -> frame.get("seq").asLong())
					.isEqualTo(LongStream.rangeClosed(head - 19, head).boxed().toList());
				assertThat(clients.get(i).await("synced").at("/data/seq").asLong()).isEqualTo(head);
			}
		}
		finally {
			clients.forEach(TestClient::close);
		}
	}

	@Test
	void truncatedFramesDoNotAffectOthers() throws IOException {
		String engagement = server.newEngagement();
		byte[] frame = RawSocket.text("{\"type\":\"send_message\",\"id\":\"" + UUID.randomUUID()
				+ "\",\"data\":{\"engagement\":\"" + engagement + "\",\"text\":\"whole\"}}");
		for (int cut = 1; cut < frame.length; cut += 7) {
			try (RawSocket raw = RawSocket.upgraded(server.port(), server.token(MIA))) {
				raw.write(Arrays.copyOf(frame, cut));
			}
		}
		assertThat(messages(engagement)).isZero();
		try (RawSocket raw = RawSocket.upgraded(server.port(), server.token(MIA));
				TestClient gil = server.connect(GIL)) {
			for (byte one : frame) {
				raw.write(new byte[] { one });
			}
			gil.said("whole");
		}
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

	/**
	 * The live chat messages after {@code seq}, without a gap.
	 */
	private static List<JsonNode> live(TestClient client, long seq, int count) {
		List<JsonNode> messages = new ArrayList<>();
		for (int i = 1; i <= count; i++) {
			JsonNode frame = client.await("chat_message");
			assertThat(frame.get("seq").asLong()).isEqualTo(seq + i);
			messages.add(frame);
		}
		return messages;
	}

	private static long messages(String engagement) {
		return Witness.of(server.port(), server.token(MIA), engagement)
			.events()
			.values()
			.stream()
			.filter((id) -> !id.isEmpty())
			.count();
	}

}
