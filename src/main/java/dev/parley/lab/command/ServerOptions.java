package dev.parley.lab.command;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.parley.lab.engine.Dial;
import dev.parley.lab.engine.Endpoint;
import dev.parley.lab.engine.EngineOptions;
import dev.parley.lab.preset.Preset;
import dev.parley.lab.preset.Presets;
import dev.parley.lab.preset.Target;

/** Options for the server and its protocol, shared by all commands that connect. */
final class ServerOptions {

	private static final String PARLEY_PATH = "/ws/engagement";

	@Parameters(arity = "0..1", paramLabel = "URL",
			description = "Address of the WebSocket server (env WS_URL); by default Parley on this machine.")
	@Nullable String url;

	@Option(names = "--ws-url", paramLabel = "URL", description = "The same, as an option.")
	@Nullable String wsUrl;

	@Option(names = "--api-url", paramLabel = "URL",
			description = "Address of its REST API (env API_URL); by default on the same host and port.")
	@Nullable URI apiUrl;

	@Option(names = "--preset", paramLabel = "NAME|FILE",
			description = "Protocol of the server: echo, broadcast, parley, socketio, stomp, stomp-simple, or your own YAML file. "
					+ "Default: parley for /ws/engagement, otherwise echo.")
	@Nullable String preset;

	@Option(names = { "-H", "--header" }, paramLabel = "'NAME: VALUE'",
			description = "Header of the handshake; repeatable.")
	List<String> headers = new ArrayList<>();

	@Option(names = "--subprotocol", paramLabel = "NAME", description = "Subprotocol to offer; repeatable.")
	List<String> subprotocols = new ArrayList<>();

	@Option(names = "--user", paramLabel = "EMAIL[:PASSWORD]", split = ",",
			description = "Parley: users to sign in, in turn; the demo's password is the default.")
	List<String> users = new ArrayList<>();

	@Option(names = "--token", paramLabel = "TOKEN", split = ",",
			description = "Parley: access tokens instead of users, in turn. `parley token` creates one.")
	List<String> tokens = new ArrayList<>();

	@Option(names = "--token-command", paramLabel = "COMMAND",
			description = "Parley: commands that print an access token, in turn; run again before it expires; "
					+ "for example 'parley token --user mia@northwind.example --ttl 10m'.")
	List<String> tokenCommands = new ArrayList<>();

	@Option(names = "--set", paramLabel = "NAME=VALUE", description = "Value for the preset; repeat it for a list.")
	List<String> values = new ArrayList<>();

	@Option(names = "--wait", paramLabel = "TIME",
			description = "How long to wait for a server that is still starting.", defaultValue = "0s")
	Duration patience = Duration.ZERO;

	@Option(names = "--connect-timeout", paramLabel = "TIME",
			description = "Timeout of connection, TLS and upgrade together (${DEFAULT-VALUE}).", defaultValue = "10s")
	Duration connectTimeout = Duration.ofSeconds(10);

	@Option(names = { "-k", "--insecure" }, description = "Accept any TLS certificate.")
	boolean insecure;

	@Option(names = "--local-ips", paramLabel = "ADDRESS", split = ",",
			description = "Local addresses to connect from, in turn; needed for more than 28 000 connections.")
	List<String> localAddresses = new ArrayList<>();

	@Option(names = "--threads", paramLabel = "N", description = "Event loops; by default one fewer than cores.",
			defaultValue = "0")
	int threads;

	@Option(names = "--mask", paramLabel = "random|zero",
			description = "zero is faster but violates RFC 6455: for measuring only.", defaultValue = "random")
	String mask = "random";

	Endpoint endpoint() {
		String given = (this.url != null) ? this.url : this.wsUrl;
		return Endpoint.of((given != null) ? given : "ws://localhost:8080" + PARLEY_PATH);
	}

	Preset preset() {
		if (this.preset != null) {
			return Presets.named(this.preset);
		}
		String target = endpoint().target();
		return Presets.named(target.contains(PARLEY_PATH) ? "parley" : "echo");
	}

	Target target(int clients, int rooms) {
		Dial dial = new Dial(endpoint(), headerMap(), this.subprotocols);
		return new Target(dial, this.apiUrl, clients, rooms, valueMap(), this.insecure);
	}

	EngineOptions engine() {
		if (!this.mask.equals("random") && !this.mask.equals("zero")) {
			throw new IllegalArgumentException("--mask must be random or zero, not '" + this.mask + "'");
		}
		EngineOptions defaults = EngineOptions.defaults();
		return new EngineOptions((this.threads > 0) ? this.threads : defaults.threads(), this.connectTimeout,
				this.localAddresses, this.insecure, this.mask.equals("zero"));
	}

	Map<String, String> headerMap() {
		Map<String, String> map = new LinkedHashMap<>();
		for (String header : this.headers) {
			int colon = header.indexOf(':');
			if (colon < 1) {
				throw new IllegalArgumentException("'" + header + "' is not a header; write -H 'Name: value'");
			}
			map.put(header.substring(0, colon).strip(), header.substring(colon + 1).strip());
		}
		return map;
	}

	private Map<String, List<String>> valueMap() {
		Map<String, List<String>> map = new LinkedHashMap<>();
		for (String value : this.values) {
			int equals = value.indexOf('=');
			if (equals < 1) {
				throw new IllegalArgumentException("'" + value + "' is not a value; write --set name=value");
			}
			map.computeIfAbsent(value.substring(0, equals), (name) -> new ArrayList<>())
				.add(value.substring(equals + 1));
		}
		if (!this.users.isEmpty()) {
			map.put("user", this.users);
		}
		if (!this.tokens.isEmpty()) {
			map.put("token", this.tokens);
		}
		if (!this.tokenCommands.isEmpty()) {
			map.put("token-command", this.tokenCommands);
		}
		return map;
	}

}
