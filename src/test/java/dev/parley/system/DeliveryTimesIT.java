package dev.parley.system;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

import dev.parley.system.support.DemoServer;
import dev.parley.system.support.Rest;
import dev.parley.system.support.Talk;
import dev.parley.system.support.TestClient;

import static dev.parley.system.support.DemoServer.ADMIN;
import static dev.parley.system.support.DemoServer.GIL;
import static dev.parley.system.support.DemoServer.MIA;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The promises of docs/delivery.md that name a time, on the packaged server. Measured
 * times are logged, the bound is asserted; an idle machine needs a tenth of it.
 */
@Tag("clock")
class DeliveryTimesIT {

	private static final Logger log = LoggerFactory.getLogger(DeliveryTimesIT.class);

	private static final Duration BOUND = Duration.ofSeconds(1);

	private static final Duration ROUND_TRIP = Duration.ofMillis(250);

	private static final String IAN = "ian@initech.example";

	private static final String UMA = "uma@umbrella.example";

	@TempDir
	private static Path folder;

	private static DemoServer server;

	@BeforeAll
	static void start() throws IOException {
		server = new DemoServer(folder);
	}

	@AfterAll
	static void stop() throws InterruptedException {
		server.close();
	}

	/**
	 * Judged by the server's timestamps: nothing arrives that is a second younger than
	 * the withdrawal.
	 */
	@Test
	void promise6AWithdrawnGrantStopsDeliveryWithinASecond() {
		String engagement = server.newEngagement();
		Rest rest = server.rest();
		String grants = "/api/users/" + server.idOf(GIL) + "/grants";
		JsonNode before = rest.get("/api/users/" + server.idOf(GIL), server.token(ADMIN)).get("grants");
		try (TestClient mia = server.connect(MIA); TestClient gil = server.connect(GIL)) {
			CompletableFuture<Integer> talk = talk(mia, engagement);
			gil.await("chat_message");
			rest.send("PUT", grants, server.token(ADMIN),
					Map.of("grants", List.of(Map.of("role", "CLIENT", "organisation", "hooli"))));
			Instant withdrawn = Instant.now();
			int said = talk.join();
			gil.acked(gil.send("sync", Map.of("after", Map.of())));
			assertStopped("grant", withdrawn, gil, said);
			assertThat(gil.refused(gil.send("send_message", Map.of("engagement", engagement, "text", "x")))
				.get("code")
				.asString()).isEqualTo("not_found");
			assertThat(rest.exchange("GET", "/api/engagements/" + engagement + "/events", server.token(GIL), null)
				.statusCode()).isEqualTo(404);
		}
		finally {
			rest.send("PUT", grants, server.token(ADMIN), Map.of("grants", before));
		}
	}

	@Test
	void promise6AWithdrawnTokenStopsDeliveryWithinASecond() {
		String engagement = server.newEngagement("initech");
		try (TestClient mia = server.connect(MIA); TestClient ian = server.connect(IAN)) {
			CompletableFuture<Integer> talk = talk(mia, engagement);
			ian.await("chat_message");
			server.rest().send("POST", "/api/auth/logout-everywhere", server.token(IAN), null);
			Instant withdrawn = Instant.now();
			int said = talk.join();
			assertThat(ian.closeCode()).isEqualTo(4401);
			assertStopped("token", withdrawn, ian, said);
		}
	}

	@RepeatedTest(10)
	void promise9TheLastTotalArrivesWithinASecond() {
		String engagement = server.newEngagement();
		try (TestClient mia = server.connect(MIA); TestClient gil = server.connect(GIL)) {
			List<String> asked = IntStream.range(0, 300)
				.mapToObj((_) -> mia.send("record_interaction", Map.of("engagement", engagement, "kind", "call")))
				.toList();
			asked.forEach(mia::acked);
			Instant counted = Instant.now();
			gil.await("the last total", (frame) -> isOf(frame, "interaction_update", engagement)
					&& frame.at("/data/total").asLong() == 300);
			assertArrived("total", counted);
			assertThat(gil.received("interaction_update")).hasSizeLessThan(300);
		}
	}

	@RepeatedTest(10)
	void promise9TheLastReadMarkerArrivesWithinASecond() {
		String engagement = server.newEngagement();
		try (TestClient mia = server.connect(MIA); TestClient gil = server.connect(GIL)) {
			IntStream.range(0, 50).forEach((i) -> mia.say(engagement, "read " + i));
			long head = server.head(engagement);
			List<String> asked = IntStream.rangeClosed(1, (int) head)
				.mapToObj((seq) -> gil.send("mark_read", Map.of("engagement", engagement, "seq", seq)))
				.toList();
			asked.forEach(gil::acked);
			Instant read = Instant.now();
			mia.await("the last marker",
					(frame) -> isOf(frame, "read", engagement) && frame.at("/data/seq").asLong() == head);
			assertArrived("read marker", read);
			assertThat(mia.received("read")).hasSizeLessThan((int) head);
		}
	}

	@Test
	void aRoundTripStaysBelowAQuarterOfASecond() {
		String engagement = server.newEngagement();
		try (TestClient mia = server.connect(MIA); TestClient gil = server.connect(GIL)) {
			List<Duration> pongs = roundTrips(() -> mia.answer(mia.send("ping", Map.of())));
			List<Duration> messages = roundTrips(() -> {
				mia.say(engagement, "there and back");
				gil.said("there and back");
			});
			log.info("Round trip of a ping: {} ms; of a message, durable and at the other side: {} ms (medians)",
					median(pongs).toMillis(), median(messages).toMillis());
			assertThat(median(pongs)).isLessThan(ROUND_TRIP);
			assertThat(median(messages)).isLessThan(ROUND_TRIP);
		}
	}

	/**
	 * When two users join together, the second is shown by a delayed frame.
	 */
	@Test
	void promise9TheLastUserToJoinIsVisibleWithinASecond() {
		try (TestClient mia = server.connect(MIA); TestClient uma = server.connect(UMA)) {
			try (TestClient gil = server.connect(GIL)) {
				Instant came = Instant.now();
				mia.await("gil to be online", (frame) -> frame.path("type").asString("").equals("presence")
						&& frame.at("/data/online").toString().contains(server.idOf(GIL)));
				assertArrived("of those who came", came);
				gil.await("presence");
				uma.await("presence");
			}
		}
	}

	/**
	 * Sends messages before, during and after the withdrawal.
	 */
	private static CompletableFuture<Integer> talk(TestClient speaker, String engagement) {
		Instant end = Instant.now().plus(BOUND.multipliedBy(4));
		return CompletableFuture.supplyAsync(() -> Talk.until(end, speaker, engagement));
	}

	private static void assertStopped(String what, Instant withdrawn, TestClient listener, int said) {
		Duration after = Talk.heardAfter(withdrawn, listener);
		log.info("A withdrawn {} stopped delivery after {} ms; {} of {} messages were heard", what, after.toMillis(),
				listener.received("chat_message").size(), said);
		assertThat(listener.received("chat_message")).hasSizeLessThan(said / 2);
		assertThat(after).isLessThan(BOUND);
	}

	private static void assertArrived(String what, Instant since) {
		Duration took = Duration.between(since, Instant.now());
		log.info("The last {} arrived {} ms after its acknowledgement", what, took.toMillis());
		assertThat(took).isLessThan(BOUND);
	}

	private static List<Duration> roundTrips(Runnable trip) {
		return IntStream.range(0, 100).mapToObj((_) -> {
			Instant start = Instant.now();
			trip.run();
			return Duration.between(start, Instant.now());
		}).toList();
	}

	private static Duration median(List<Duration> durations) {
		return durations.stream().sorted().toList().get(durations.size() / 2);
	}

	private static boolean isOf(JsonNode frame, String type, String engagement) {
		return frame.path("type").asString("").equals(type)
				&& engagement.equals(frame.path("engagement").asString(null));
	}

}
