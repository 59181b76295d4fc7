package dev.parley.system;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import dev.parley.system.support.Rest;
import dev.parley.system.support.ServerProcess;
import dev.parley.system.support.TestClient;
import dev.parley.system.support.Witness;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Promises 1 to 3 across kills: every acknowledged message is there once, under its
 * acknowledged seq.
 */
@Order(2)
class CrashIT {

	private static final int ROUNDS = Integer.getInteger("parley.crash.rounds", 20);

	private static final int SENDERS = 6;

	private static final List<String> EMAILS = List.of("mia@northwind.example", "gil@globex.example");

	private final Random random = new Random(20261120);

	/**
	 * The seq of each acknowledged id.
	 */
	private final Map<String, Long> acked = new ConcurrentHashMap<>();

	/**
	 * Tokens outlive the kills, as those of any client do.
	 */
	private final Map<String, String> tokens = new ConcurrentHashMap<>();

	@TempDir
	private Path folder;

	@Test
	void ackedMeansDurableAndOnceAndInOrderOverTwentyKills() throws Exception {
		try (ServerProcess server = new ServerProcess(this.folder, "--parley.realtime.messages-per-second=100000",
				"--parley.realtime.message-burst=100000")) {
			server.start();
			String engagement = newEngagement(server);
			for (int round = 0; round < ROUNDS; round++) {
				loadAndKill(server, engagement);
				server.start();
				Witness witness = Witness.of(server.port(), token(server, EMAILS.getFirst()), engagement);
				this.acked.forEach((id, seq) -> assertThat(witness.seqOf(id)).isEqualTo(seq));
				assertThat(witness.size()).isGreaterThanOrEqualTo(this.acked.size());
			}
			assertThat(this.acked).hasSizeGreaterThan(ROUNDS * SENDERS);
		}
	}

	/**
	 * Kills the server under load, after a random number of acknowledgements.
	 */
	private void loadAndKill(ServerProcess server, String engagement) throws Exception {
		AtomicBoolean killed = new AtomicBoolean();
		int enough = this.acked.size() + 30 + this.random.nextInt(200);
		List<Thread> senders = new ArrayList<>();
		for (int i = 0; i < SENDERS; i++) {
			TestClient client = TestClient.connect(server.port(), token(server, EMAILS.get(i % EMAILS.size())));
			senders.add(Thread.ofVirtual().start(() -> talk(client, engagement, killed)));
		}
		Awaitility.await()
			.atMost(TestClient.PATIENCE.multipliedBy(2))
			.pollInterval(Duration.ofMillis(5))
			.until(() -> this.acked.size() >= enough);
		killed.set(true);
		server.kill();
		for (Thread sender : senders) {
			sender.join();
		}
	}

	/**
	 * Sends messages until the server is gone.
	 */
	private void talk(TestClient client, String engagement, AtomicBoolean killed) {
		try (client) {
			while (true) {
				String id = UUID.randomUUID().toString();
				client.send(id, "send_message", Map.of("engagement", engagement, "text", "said as " + id));
				JsonNode ack = client.acked(id);
				this.acked.put(id, ack.at("/data/seq").asLong());
			}
		}
		catch (RuntimeException | AssertionError ex) {
			if (!killed.get()) {
				throw ex;
			}
		}
	}

	private String newEngagement(ServerProcess server) throws IOException {
		return new Rest(server.port())
			.send("POST", "/api/engagements", token(server, EMAILS.getFirst()),
					Map.of("client", "globex", "title", "Crash"))
			.get("id")
			.asString();
	}

	private String token(ServerProcess server, String email) {
		return this.tokens.computeIfAbsent(email, (who) -> new Rest(server.port()).token(who));
	}

}
