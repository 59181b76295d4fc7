package dev.parley.system;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

import dev.parley.Parley;
import dev.parley.realtime.RealtimeStatistics;
import dev.parley.system.support.Cast;
import dev.parley.system.support.Heap;
import dev.parley.system.support.RawSocket;
import dev.parley.system.support.TestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Refused handshakes do not keep valid clients out.
 */
@SpringBootTest(classes = Parley.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "parley.gateway.header-timeout=1s", "parley.realtime.failed-handshakes-per-address=5" })
@Import(Cast.class)
@ExtendWith(OutputCaptureExtension.class)
class HandshakeFloodTests {

	private static final int FLOOD = 2000;

	private static final int LORISES = 300;

	@LocalServerPort
	private int port;

	@Autowired
	private Cast cast;

	@Autowired
	private RealtimeStatistics statistics;

	@AfterEach
	void theLogIsClean(CapturedOutput output) {
		assertThat(output.getAll()).doesNotContain("\tat ").doesNotContain("Exception");
	}

	@Test
	void floodsOfUnauthenticatedHandshakesDoNotAffectOthers() throws IOException {
		try (TestClient before = TestClient.connect(this.port, this.cast.token("mia"))) {
			String engagement = this.cast.engagement();
			shake("Authorization: Bearer guess");
			Heap heap = new Heap();
			String last = "";
			for (int i = 0; i < FLOOD; i++) {
				last = shake((i % 2 == 0) ? "Authorization: Bearer guess-" + i : "X-Nothing: " + i);
				if (i % (FLOOD / 10) == 0) {
					before.say(engagement, "meanwhile " + i);
					before.said("meanwhile " + i);
				}
			}
			assertThat(last).startsWith("HTTP/1.1 429")
				.containsIgnoringCase("retry-after:")
				.contains("\"code\":\"rate_limited\"");
			assertThat(this.statistics.handshakes().refused()).containsKeys("unauthenticated", "rate_limited");
			heap.assertNotGrown();
		}
	}

	@Test
	void slowLorisClientsAreCutOffAndDoNotBlockOthers() throws IOException {
		talk("what is loaded with the first conversation is not theirs");
		Heap heap = new Heap();
		List<RawSocket> slow = new ArrayList<>();
		try {
			for (int i = 0; i < LORISES; i++) {
				RawSocket one = new RawSocket(this.port);
				slow.add(one);
				one.write("GET /ws/engagement HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
			}
			talk("let in");
			for (RawSocket one : slow) {
				assertThat(one.isEnded()).isTrue();
			}
		}
		finally {
			for (RawSocket one : slow) {
				one.close();
			}
		}
		slow.clear();
		heap.assertNotGrown();
	}

	private void talk(String text) {
		String engagement = this.cast.engagement();
		try (TestClient client = TestClient.connect(this.port, this.cast.token("mia"))) {
			client.say(engagement, text);
			client.said(text);
		}
	}

	private String shake(String line) throws IOException {
		try (RawSocket raw = new RawSocket(this.port)) {
			raw.write(RawSocket.handshake("/ws/engagement", line));
			return raw.readAnswer();
		}
	}

}
