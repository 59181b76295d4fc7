package dev.parley.system;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import dev.parley.realtime.ConnectionManager;
import dev.parley.realtime.RealtimeStatistics;
import dev.parley.system.support.Cast;
import dev.parley.system.support.LiveServer;
import dev.parley.system.support.RawSocket;
import dev.parley.system.support.TestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that stops reading, over real sockets with full buffers.
 */
@LiveServer
@TestPropertySource(properties = { "parley.realtime.outbox-limit=64KB", "parley.realtime.write-stuck=2m",
		"parley.realtime.ping-interval=10m", "parley.realtime.messages-per-second=100000",
		"parley.realtime.message-burst=100000" })
class SlowReaderTests {

	private static final JsonMapper JSON = new JsonMapper();

	private static final String LONG_TEXT = "x".repeat(7900);

	/**
	 * More than the buffers of both ends of a local connection can hold.
	 */
	private static final int MOST = 4000;

	private static final int AT_ONCE = 50;

	@LocalServerPort
	private int port;

	@Autowired
	private Cast cast;

	@Autowired
	private ConnectionManager connections;

	@Autowired
	private RealtimeStatistics statistics;

	@Test
	void aStalledReaderIsToldToSyncMissesNothingAndDelaysNoOthers() throws IOException {
		String engagement = this.cast.engagement();
		try (RawSocket slow = RawSocket.upgraded(this.port, this.cast.token("gil"));
				TestClient writer = TestClient.connect(this.port, this.cast.token("mia"));
				TestClient quick = TestClient.connect(this.port, this.cast.token("dana"))) {
			long demotedBefore = this.statistics.losses().demoted();
			int said = 0;
			while (this.statistics.losses().demoted() == demotedBefore && said < MOST) {
				say(writer, engagement, LONG_TEXT);
				said += AT_ONCE;
			}
			assertThat(this.statistics.losses().demoted()).isGreaterThan(demotedBefore);
			assertThat(this.connections.outboxBytes()).isLessThan(256 * 1024);
			writer.say(engagement, "the last one");
			long head = said + 1L;
			assertThat(quick.said("the last one").get("seq").asLong()).isEqualTo(head);
			assertThat(quick.received("chat_message")).extracting((frame) -> frame.get("seq").asLong())
				.isEqualTo(IntStream.rangeClosed(1, said).mapToObj(Long::valueOf).toList());

			assertThat(readAndSync(slow, engagement, head)).isEqualTo(head);
		}
	}

	private static void say(TestClient writer, String engagement, String text) {
		List<String> asked = IntStream.range(0, AT_ONCE)
			.mapToObj((i) -> writer.send("send_message", Map.of("engagement", engagement, "text", text)))
			.toList();
		asked.forEach(writer::acked);
	}

	/**
	 * Continues reading like a correct client; fails on a gap, a duplicate or a wrong
	 * order.
	 */
	private static long readAndSync(RawSocket slow, String engagement, long head) throws IOException {
		long last = 0;
		boolean toldToSync = false;
		while (last < head) {
			JsonNode frame = JSON.readTree(slow.readText());
			switch (frame.get("type").asString()) {
				case "chat_message" -> assertThat(frame.get("seq").asLong()).isEqualTo(++last);
				case "lag" -> {
					assertThat(frame.at("/data/engagements").get(engagement).asLong()).isEqualTo(last);
					toldToSync = true;
					sync(slow, engagement, last);
				}
				case "synced" -> {
					if (frame.at("/data/more").asBoolean()) {
						sync(slow, engagement, last);
					}
				}
				default -> assertThat(frame.get("type").asString()).isIn("welcome", "presence", "ack");
			}
		}
		assertThat(toldToSync).isTrue();
		return last;
	}

	private static void sync(RawSocket slow, String engagement, long last) throws IOException {
		slow.write(RawSocket.text("{\"type\":\"sync\",\"data\":{\"after\":{\"" + engagement + "\":" + last + "}}}"));
	}

}
