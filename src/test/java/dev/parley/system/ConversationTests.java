package dev.parley.system;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.parley.realtime.ConnectionManager;
import dev.parley.system.support.Cast;
import dev.parley.system.support.LiveServer;
import dev.parley.system.support.Rest;
import dev.parley.system.support.TestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Users of both sides on a live server, over real sockets.
 */
@LiveServer
class ConversationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@LocalServerPort
	private int port;

	@Autowired
	private Cast cast;

	@Autowired
	private ConnectionManager connections;

	private final List<TestClient> open = new ArrayList<>();

	@AfterEach
	void closeAll() {
		this.open.forEach(TestClient::close);
	}

	@Test
	void aMessageReachesBothSidesAndNoOthers() {
		String engagement = this.cast.engagement();
		TestClient mia = connect("mia");
		TestClient gil = connect("gil");
		TestClient dana = connect("dana");
		TestClient ian = connect("ian");
		TestClient hana = connect("hana");
		TestClient root = connect("root");
		JsonNode ack = mia.say(engagement, "hello");
		assertThat(ack.at("/data/seq").asLong()).isEqualTo(1);
		assertThat(ack.get("engagement").asString()).isEqualTo(engagement);
		for (TestClient reader : List.of(mia, gil, dana)) {
			JsonNode frame = reader.said("hello");
			assertThat(frame.get("seq").asLong()).isEqualTo(1);
			assertThat(frame.at("/data/author/organisation").asString()).isEqualTo("northwind");
			assertThat(frame.get("id")).isEqualTo(ack.get("id"));
		}
		for (TestClient other : List.of(ian, hana, root)) {
			other.acked(other.send("sync", Map.of("after", Map.of())));
			assertThat(other.received("chat_message")).isEmpty();
		}
	}

	@Test
	void everyMessageHasTypeTimestampAndData() {
		String engagement = this.cast.engagement();
		TestClient gil = connect("gil");
		TestClient mia = connect("mia");
		mia.say(engagement, "hello");
		mia.acked(mia.send("record_interaction", Map.of("engagement", engagement, "kind", "call")));
		mia.acked(mia.send("raise_alert", Map.of("engagement", engagement, "severity", "info", "title", "t")));
		mia.send("typing", Map.of("engagement", engagement));
		for (String type : List.of("chat_message", "interaction_update", "alert", "typing")) {
			JsonNode frame = gil.await(type);
			assertThat(List.copyOf(frame.propertyNames())).startsWith("type", "timestamp").endsWith("data");
			assertThat(Instant.parse(frame.get("timestamp").asString())).isBefore(Instant.now().plusSeconds(5));
			assertThat(frame.get("data").isObject()).isTrue();
			assertThat(frame.has("seq")).isEqualTo(List.of("chat_message", "alert").contains(type));
		}
	}

	@Test
	void twoClientsTalkAtTheSameTimeAndAgreeOnTheOrder() {
		String engagement = this.cast.engagement();
		TestClient mia = connect("mia");
		TestClient gil = connect("gil");
		List<String> asked = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			asked.add(mia.send("send_message", Map.of("engagement", engagement, "text", "m" + i)));
			asked.add(gil.send("send_message", Map.of("engagement", engagement, "text", "g" + i)));
		}
		for (int i = 0; i < asked.size(); i++) {
			((i % 2 == 0) ? mia : gil).acked(asked.get(i));
		}
		List<String> first = texts(mia, 20);
		assertThat(texts(gil, 20)).isEqualTo(first);
		assertThat(first).containsSubsequence(IntStream.range(0, 10).mapToObj((i) -> "m" + i).toList())
			.containsSubsequence(IntStream.range(0, 10).mapToObj((i) -> "g" + i).toList());
	}

	@Test
	void everyMessageReachesAllParticipants() {
		String engagement = this.cast.engagement();
		List<TestClient> all = new ArrayList<>();
		for (int i = 0; i < 25; i++) {
			all.add(connect(this.cast.newcomer("CLIENT", "globex")));
			all.add(connect(this.cast.newcomer("MSP", "northwind")));
		}
		for (int i = 0; i < all.size(); i++) {
			all.get(i).send("send_message", Map.of("engagement", engagement, "text", "from " + i));
		}
		List<String> agreed = texts(all.getFirst(), all.size());
		assertThat(agreed).doesNotHaveDuplicates();
		assertThat(all).allSatisfy((client) -> {
			if (client != all.getFirst()) {
				assertThat(texts(client, all.size())).isEqualTo(agreed);
			}
		});
	}

	@Test
	void anIncrementByRestReachesEveryOpenConnectionInScopeAndNoOther() {
		String engagement = this.cast.engagement();
		List<TestClient> inScope = List.of(connect("mia"), connect("mia"), connect("gil"), connect("dana"));
		TestClient outside = connect("lena");
		JsonNode answer = new Rest(this.port).send("POST", "/api/engagements/" + engagement + "/interactions",
				this.cast.token("mia"), Map.of("kind", "call", "count", 3));
		assertThat(answer.get("total").asLong()).isEqualTo(3);
		for (TestClient client : inScope) {
			JsonNode update = client.await("interaction_update");
			assertThat(update.get("engagement").asString()).isEqualTo(engagement);
			assertThat(update.at("/data/total").asLong()).isEqualTo(3);
		}
		outside.acked(outside.send("sync", Map.of("after", Map.of())));
		assertThat(outside.received("interaction_update")).isEmpty();
	}

	@Test
	void theSameIdGetsTheSameAnswerAndIsStoredOnce() {
		String engagement = this.cast.engagement();
		TestClient mia = connect("mia");
		Map<String, String> data = Map.of("engagement", engagement, "text", "once");
		String id = mia.send("send_message", data);
		JsonNode first = mia.acked(id);
		mia.send(id, "send_message", data);
		JsonNode second = mia.acked(id);
		assertThat(second.at("/data/seq")).isEqualTo(first.at("/data/seq"));
		assertThat(first.at("/data/duplicate").asBoolean()).isFalse();
		assertThat(second.at("/data/duplicate").asBoolean()).isTrue();
		mia.send(id, "send_message", Map.of("engagement", engagement, "text", "something else"));
		assertThat(mia.answer(id).get("type").asString()).isIn("ack", "error");
		mia.say(engagement, "next");
		assertThat(mia.said("next").get("seq").asLong()).isEqualTo(2);
	}

	@Test
	void answersKeepTheOrderOfTheFrames() {
		String engagement = this.cast.engagement();
		TestClient mia = connect("mia");
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			ids.add(mia.send("send_message", Map.of("engagement", engagement, "text", "t" + i)));
			ids.add(mia.send("ping", Map.of()));
			ids.add(mia.send("edit_message", Map.of("engagement", engagement, "seq", 999, "text", "x")));
		}
		List<String> answered = new ArrayList<>();
		for (int i = 0; i < ids.size(); i++) {
			answered.add(mia
				.await("an answer", (frame) -> List.of("ack", "error", "pong").contains(frame.path("type").asString()))
				.get("id")
				.asString());
		}
		assertThat(answered).isEqualTo(ids);
	}

	@Test
	void editsAndDeletionsReachAllParticipants() {
		String engagement = this.cast.engagement();
		TestClient mia = connect("mia");
		TestClient gil = connect("gil");
		long seq = mia.say(engagement, "frist").at("/data/seq").asLong();
		mia.acked(mia.send("edit_message", Map.of("engagement", engagement, "seq", seq, "text", "first")));
		assertThat(gil.await("chat_message_edited").at("/data/text").asString()).isEqualTo("first");
		assertThat(gil.refused(gil.send("delete_message", Map.of("engagement", engagement, "seq", seq)))
			.get("code")
			.asString()).isEqualTo("forbidden");
		mia.acked(mia.send("delete_message", Map.of("engagement", engagement, "seq", seq)));
		assertThat(gil.await("chat_message_deleted").at("/data/message").asLong()).isEqualTo(seq);
		TestClient later = connect("gil");
		later.sync(Map.of(engagement, 0L));
		assertThat(later.await("chat_message").at("/data/text").isNull()).isTrue();
	}

	@Test
	void anAlertIsRaisedAcknowledgedAndResolved() {
		String engagement = this.cast.engagement();
		TestClient mia = connect("mia");
		TestClient gil = connect("gil");
		String alert = gil
			.acked(gil.send("raise_alert",
					Map.of("engagement", engagement, "severity", "critical", "title", "Down", "dedupKey", "k")))
			.at("/data/alert")
			.asString();
		assertThat(mia.await("alert").at("/data/alert").asString()).isEqualTo(alert);
		JsonNode again = gil.acked(gil.send("raise_alert",
				Map.of("engagement", engagement, "severity", "critical", "title", "Down", "dedupKey", "k")));
		assertThat(again.at("/data/alert").asString()).isEqualTo(alert);
		assertThat(mia.await("alert_update").at("/data/occurrences").asInt()).isEqualTo(2);
		mia.acked(mia.send("acknowledge_alert", Map.of("engagement", engagement, "alert", alert, "comment", "On it")));
		assertThat(gil.await("acknowledged", (frame) -> "acknowledged".equals(frame.at("/data/change").asString("")))
			.at("/data/comment")
			.asString()).isEqualTo("On it");
		mia.acked(mia.send("resolve_alert", Map.of("engagement", engagement, "alert", alert)));
		assertThat(gil.await("resolved", (frame) -> "resolved".equals(frame.at("/data/change").asString("")))
			.at("/data/state")
			.asString()).isEqualTo("resolved");
	}

	@Test
	void readMarkersReachTheOtherParticipants() {
		String engagement = this.cast.engagement();
		TestClient mia = connect("mia");
		TestClient gil = connect("gil");
		mia.say(engagement, "read this");
		gil.acked(gil.send("mark_read", Map.of("engagement", engagement, "seq", 1)));
		JsonNode read = mia.await("read");
		assertThat(read.at("/data/user/id").asString()).isEqualTo("gil");
		assertThat(read.at("/data/seq").asLong()).isEqualTo(1);
	}

	@Test
	void aNewTokenExtendsTheConnectionInPlaceButOnlyOfTheSameUser() {
		TestClient mia = connect("mia");
		assertThat(mia.acked(mia.send("authenticate", Map.of("token", this.cast.token("mia"))))
			.at("/data/tokenExpiresAt")
			.asString()).endsWith("Z");
		assertThat(
				mia.refused(mia.send("authenticate", Map.of("token", this.cast.token("gil")))).get("code").asString())
			.isEqualTo("forbidden");
		assertThat(mia.refused(mia.send("authenticate", Map.of("token", "garbage"))).get("code").asString())
			.isEqualTo("unauthenticated");
		assertThat(mia.answer(mia.send("ping", Map.of())).get("type").asString()).isEqualTo("pong");
	}

	@Test
	void forgetsAConnectionThatCloses() {
		String user = this.cast.newcomer("CLIENT", "globex");
		List<TestClient> tabs = List.of(connect(user), connect(user), connect(user));
		assertThat(this.connections.countOfUser(user)).isEqualTo(3);
		tabs.forEach(TestClient::close);
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.connections.countOfUser(user)).isZero());
	}

	@Test
	void theNewestConnectionsOfAUserWin() {
		String user = this.cast.newcomer("CLIENT", "globex");
		TestClient oldest = connect(user);
		IntStream.range(0, 20).forEach((_) -> connect(user));
		assertThat(oldest.closeCode()).isEqualTo(4452);
	}

	@Test
	void statisticsAreLimitedToTheCallersScope() {
		String globex = this.cast.newcomer("CLIENT", "globex");
		connect(globex);
		connect("hana");
		Rest rest = new Rest(this.port);
		assertThat(rest.exchange("GET", "/ws/stats", null, null).statusCode()).isEqualTo(401);
		JsonNode client = rest.get("/ws/stats", this.cast.token(globex));
		assertThat(client.at("/connections/perClient/globex").asInt()).isPositive();
		assertThat(client.at("/connections/perClient").has("hooli")).isFalse();
		assertThat(List.copyOf(client.propertyNames())).containsExactly("node", "uptimeMs", "connections", "users",
				"outboxBytes", "messages", "bytes");
		JsonNode everything = rest.get("/ws/stats", this.cast.token("root"));
		assertThat(everything.at("/connections/perClient/hooli").asInt()).isPositive();
		assertThat(everything.at("/connections/total").asInt()).isGreaterThan(1);
		for (String figure : List.of("/node", "/uptimeMs", "/users", "/messages/in", "/messages/outPerSecond",
				"/bytes/out", "/outboxBytes", "/journal/queue", "/journal/appended", "/handshakes/accepted",
				"/handshakes/refused", "/connections/dual", "/connections/perMsp")) {
			assertThat(everything.at(figure).isMissingNode()).as(figure).isFalse();
		}
	}

	@Test
	void trafficCoversTheCallersOwnOrganisationsAndClients() {
		String msp = this.cast.newMsp();
		String client = this.cast.newClient(msp);
		String neighbour = this.cast.newClient(msp);
		String lena = this.cast.newcomer("MSP", msp);
		String hugo = this.cast.newcomer("CLIENT", client);
		String engagement = this.cast.engagement(msp, client);
		TestClient ofMsp = connect(lena);
		TestClient ofClient = connect(hugo);
		ofClient.say(engagement, "asked");
		ofMsp.say(engagement, "answered");
		ofMsp.say(engagement, "and more");
		ofClient.said("and more");
		assertThat(figure(lena, "/messages/in")).isEqualTo(3);
		assertThat(figure(hugo, "/messages/in")).isOne();
		assertThat(figure(hugo, "/bytes/in")).isPositive().isLessThan(figure(lena, "/bytes/in"));
		assertThat(figure("root", "/messages/in")).isGreaterThanOrEqualTo(3);
		String stranger = this.cast.newcomer("MSP", this.cast.newMsp());
		String nextDoor = this.cast.newcomer("CLIENT", neighbour);
		for (String path : List.of("/messages/in", "/messages/out", "/bytes/in", "/bytes/out")) {
			assertThat(figure(stranger, path)).as(path).isZero();
			assertThat(figure(nextDoor, path)).as(path).isZero();
		}
		ofClient.close();
		Awaitility.await().atMost(PATIENCE).until(() -> this.connections.countOfClient(client) == 0);
		assertThat(figure(lena, "/messages/in")).isEqualTo(3);
		assertThat(figure(hugo, "/messages/in")).isOne();
	}

	private long figure(String user, String path) {
		return new Rest(this.port).get("/ws/stats", this.cast.token(user)).at(path).asLong();
	}

	private TestClient connect(String user) {
		TestClient client = TestClient.connect(this.port, this.cast.token(user));
		this.open.add(client);
		return client;
	}

	private static List<String> texts(TestClient client, int count) {
		List<String> texts = new ArrayList<>();
		for (int i = 1; i <= count; i++) {
			JsonNode frame = client.await("chat_message");
			assertThat(frame.get("seq").asLong()).isEqualTo(i);
			texts.add(frame.at("/data/text").asString());
		}
		return texts;
	}

}
