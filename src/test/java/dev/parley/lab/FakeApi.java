package dev.parley.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

/**
 * Parley's REST API over TLS with the key of {@link OwnCertificate}: accepts every user
 * and has one engagement without events.
 */
public final class FakeApi implements AutoCloseable {

	public static final String ENGAGEMENT = "globex-firewall";

	private final List<String> calls = new CopyOnWriteArrayList<>();

	private final HttpsServer server;

	public FakeApi(Path keyStore) throws IOException, GeneralSecurityException {
		this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setHttpsConfigurator(new HttpsConfigurator(OwnCertificate.context(keyStore)));
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	/** Its address with this host name. */
	public URI at(String host) {
		return URI.create("https://" + host + ":" + this.server.getAddress().getPort() + "/api");
	}

	/** Methods and paths of all requests. */
	public List<String> calls() {
		return List.copyOf(this.calls);
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	private void answer(HttpExchange exchange) throws IOException {
		String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
		this.calls.add(call);
		String body = switch (call) {
			case "POST /api/auth/login" -> "{\"accessToken\":\"token\"}";
			case "GET /api/engagements" -> "{\"items\":[{\"id\":\"" + ENGAGEMENT + "\"}],\"next\":null}";
			case "GET /api/engagements/" + ENGAGEMENT + "/events" -> "{\"items\":[],\"head\":0}";
			default -> "";
		};
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(body.isEmpty() ? 501 : 200, body.isEmpty() ? -1 : bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

}
