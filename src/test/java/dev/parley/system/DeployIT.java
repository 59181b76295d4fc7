package dev.parley.system;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import dev.parley.system.support.RawSocket;
import dev.parley.system.support.Rest;
import dev.parley.system.support.ServerProcess;
import dev.parley.system.support.TestClient;
import dev.parley.system.support.Witness;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Promise 12: a stopping server announces it, and its successor has every event.
 */
class DeployIT {

	private static final String MIA = "mia@northwind.example";

	/**
	 * 8 KB messages; the buffers of both ends hold some megabytes.
	 */
	private static final int MORE_THAN_BUFFERS_HOLD = 2000;

	@TempDir
	private Path folder;

	@Test
	void aDeployLosesNothingAndTellsClientsWhenToReconnect() throws Exception {
		try (ServerProcess server = new ServerProcess(this.folder).start()) {
			String token = new Rest(server.port()).token(MIA);
			String engagement = new Rest(server.port())
				.send("POST", "/api/engagements", token, Map.of("client", "globex", "title", "Deploy"))
				.get("id")
				.asString();
			List<TestClient> clients = IntStream.range(0, 10)
				.mapToObj((_) -> TestClient.connect(server.port(), token))
				.toList();
			String id = UUID.randomUUID().toString();
			clients.getFirst().send(id, "send_message", Map.of("engagement", engagement, "text", "before the deploy"));
			long seq = clients.getFirst().acked(id).at("/data/seq").asLong();
			server.askToStop();
			for (TestClient client : clients) {
				JsonNode bye = client.await("bye");
				assertThat(bye.at("/data/reason").asString()).isEqualTo("shutdown");
				assertThat(bye.at("/data/reconnectAfterMs").asLong()).isNotNegative();
				client.said("before the deploy");
				assertThat(client.closeCode()).isEqualTo(1012);
			}
			assertThat(server.awaitEnd()).isTrue();
			assertThat(server.logged()).doesNotContain("\tat ");
			server.start();
			String again = new Rest(server.port()).token(MIA);
			assertThat(Witness.of(server.port(), again, engagement).seqOf(id)).isEqualTo(seq);
		}
	}

	/**
	 * A client that does not read keeps the drain from finishing at once.
	 */
	@Test
	void aStoppingServerRefusesHandshakes() throws Exception {
		try (ServerProcess server = new ServerProcess(this.folder, "--parley.realtime.drain=20s",
				"--parley.realtime.messages-per-second=100000", "--parley.realtime.message-burst=100000")
			.start()) {
			String token = new Rest(server.port()).token(MIA);
			String engagement = new Rest(server.port())
				.send("POST", "/api/engagements", token, Map.of("client", "globex", "title", "Stop"))
				.get("id")
				.asString();
			try (RawSocket slow = RawSocket.upgraded(server.port(), token);
					TestClient writer = TestClient.connect(server.port(), token)) {
				Map<String, String> large = Map.of("engagement", engagement, "text", "x".repeat(7900));
				List<String> asked = IntStream.range(0, MORE_THAN_BUFFERS_HOLD)
					.mapToObj((_) -> writer.send("send_message", large))
					.toList();
				asked.forEach(writer::acked);
				server.askToStop();
				writer.await("bye");
				try (RawSocket late = new RawSocket(server.port())) {
					late.write(RawSocket.handshake("/ws/engagement", "Authorization: Bearer " + token));
					assertThat(late.readAnswer()).startsWith("HTTP/1.1 503")
						.containsIgnoringCase("retry-after: ")
						.contains("\"code\":\"unavailable\"");
				}
				assertThat(slow.readCloseCode()).isEqualTo(1012);
			}
			assertThat(server.awaitEnd()).isTrue();
		}
	}

	@Test
	void aClientGetsExactlyWhatItMissedAfterARestart() throws Exception {
		try (ServerProcess server = new ServerProcess(this.folder).start()) {
			String mia = new Rest(server.port()).token(MIA);
			String gil = new Rest(server.port()).token("gil@globex.example");
			String engagement = new Rest(server.port())
				.send("POST", "/api/engagements", mia, Map.of("client", "globex", "title", "Restart"))
				.get("id")
				.asString();
			long held;
			try (TestClient writer = TestClient.connect(server.port(), mia);
					TestClient reader = TestClient.connect(server.port(), gil)) {
				writer.say(engagement, "seen");
				held = reader.said("seen").get("seq").asLong();
			}
			server.askToStop();
			assertThat(server.awaitEnd()).isTrue();
			server.start();
			try (TestClient writer = TestClient.connect(server.port(), mia)) {
				IntStream.range(0, 5).forEach((i) -> writer.say(engagement, "missed " + i));
			}
			try (TestClient reader = TestClient.connect(server.port(), gil)) {
				reader.sync(Map.of(engagement, held));
				assertThat(reader.await("synced").at("/data/seq").asLong()).isEqualTo(held + 5);
				assertThat(reader.received("chat_message")).extracting((frame) -> frame.get("seq").asLong())
					.isEqualTo(LongStream.rangeClosed(held + 1, held + 5).boxed().toList());
			}
		}
	}

}
