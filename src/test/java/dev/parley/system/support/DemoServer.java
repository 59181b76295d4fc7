package dev.parley.system.support;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import tools.jackson.databind.JsonNode;

/**
 * The packaged server with demo people who talk over sockets.
 */
public final class DemoServer implements AutoCloseable {

	/** Of the MSP northwind. */
	public static final String MIA = "mia@northwind.example";

	/** Of northwind's client globex. */
	public static final String GIL = "gil@globex.example";

	/** Of contoso's client hooli. */
	public static final String HANA = "hana@hooli.example";

	public static final String ADMIN = "admin@parley.example";

	private final ServerProcess process;

	private final Rest rest;

	private final Map<String, String> tokens = new ConcurrentHashMap<>();

	/**
	 * Starts the server with limits that no test reaches.
	 */
	public DemoServer(Path folder) throws IOException {
		this.process = new ServerProcess(folder, "--parley.realtime.messages-per-second=100000",
				"--parley.realtime.message-burst=100000", "--parley.realtime.connections-per-user=5000",
				"--parley.realtime.handshakes-per-address=100000")
			.start();
		this.rest = new Rest(this.process.port());
	}

	public int port() {
		return this.process.port();
	}

	public Rest rest() {
		return this.rest;
	}

	public String logged() throws IOException {
		return this.process.logged();
	}

	/**
	 * A cached access token of a demo person.
	 */
	public String token(String email) {
		return this.tokens.computeIfAbsent(email, this.rest::token);
	}

	public String idOf(String email) {
		return this.rest.get("/api/auth/me", token(email)).get("id").asString();
	}

	public TestClient connect(String email) {
		return TestClient.connect(port(), token(email));
	}

	/** A new engagement of northwind with globex. */
	public String newEngagement() {
		return newEngagement("globex");
	}

	/** A new engagement of northwind with that client. */
	public String newEngagement(String client) {
		return this.rest
			.send("POST", "/api/engagements", token(MIA),
					Map.of("client", client, "title", "Contract " + UUID.randomUUID()))
			.get("id")
			.asString();
	}

	public JsonNode events(String engagement, String email, int limit) {
		return this.rest.get("/api/engagements/" + engagement + "/events?limit=" + limit, token(email));
	}

	public long head(String engagement) {
		return events(engagement, MIA, 1).get("head").asLong();
	}

	@Override
	public void close() throws InterruptedException {
		this.process.close();
	}

}
