package dev.parley.lab.events;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import dev.parley.lab.engine.Dial;
import dev.parley.lab.engine.Endpoint;
import dev.parley.lab.engine.Engine;
import dev.parley.lab.engine.EngineOptions;
import dev.parley.lab.engine.Reachability;
import dev.parley.lab.engine.Socket;
import dev.parley.lab.engine.Unreachable;
import dev.parley.lab.preset.ParleyApi;
import dev.parley.lab.preset.Presets;

/**
 * Runs an event test: which clients receive which frames after a trigger. <pre>{@code
 * EventResult result = EventTest.read(Path.of("alerts.yaml")).at("ws://localhost:8080/ws/engagement").run();
 * assertThat(result.isOk()).isTrue();
 * }</pre>
 */
public final class EventTest {

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	/** Servers limit how often a user may sign in. */
	private static final long LOGIN_PAUSE_NANOS = 2_000_000_000;

	private static final String DEMO_PASSWORD = ":parley-demo";

	private final EventFile file;

	private @Nullable String url;

	private @Nullable URI api;

	private Duration wait = Duration.ZERO;

	private List<String> tokens = List.of();

	private boolean insecure;

	private EventTest(EventFile file) {
		this.file = file;
	}

	/** Reads an event test from a YAML file. */
	public static EventTest read(Path file) {
		return new EventTest(EventFile.read(file));
	}

	/** The test of every Parley event, for the accounts of the demo. */
	public static EventTest ofParley() {
		try (InputStream in = EventTest.class.getResourceAsStream("/lab/events/parley.yaml")) {
			if (in == null) {
				throw new IllegalStateException("the jar does not contain the event test of Parley");
			}
			return new EventTest(EventFile.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), "parley"));
		}
		catch (IOException ex) {
			throw new IllegalStateException("the event test of Parley could not be read", ex);
		}
	}

	/** Overrides the server that the file names. */
	public EventTest at(@Nullable String address) {
		this.url = (address == null) ? this.url : address;
		return this;
	}

	/** Address of the REST API; by default on the socket's host and port. */
	public EventTest api(@Nullable URI address) {
		this.api = address;
		return this;
	}

	/** How long to wait for a server that is still starting. */
	public EventTest patience(Duration time) {
		this.wait = time;
		return this;
	}

	/** Access tokens of Parley, assigned in turn to clients without a user. */
	public EventTest tokens(List<String> given) {
		this.tokens = List.copyOf(given);
		return this;
	}

	/** Whether to accept any TLS certificate, for sockets and REST. */
	public EventTest insecure(boolean any) {
		this.insecure = any;
		return this;
	}

	/**
	 * Runs it. Throws {@link Unreachable} if the server is not there; all other failures
	 * are in the result.
	 */
	public EventResult run() {
		Endpoint endpoint = Endpoint.of(address());
		Reachability.await(endpoint, this.wait);
		EngineOptions options = EngineOptions.defaults().withThreads(1).withInsecure(this.insecure);
		try (Engine engine = new Engine(options); ParleyApi rest = new ParleyApi(apiOf(endpoint), this.insecure)) {
			Map<String, String> tokensByName = new LinkedHashMap<>();
			Map<String, EventClient> clients = new LinkedHashMap<>();
			Map<String, Socket> sockets = connect(engine, rest, endpoint, clients, tokensByName);
			Variables variables = new Variables(this.file.variables());
			TriggerRunner trigger = new TriggerRunner(sockets, rest, tokensByName, variables);
			List<EventResult.StepResult> results = new ArrayList<>();
			for (EventFile.StepSpec step : this.file.steps()) {
				results.add(run(step, clients, trigger, variables));
			}
			return new EventResult(this.file.name(), results);
		}
		catch (IOException ex) {
			throw new Unreachable(String.valueOf(ex.getMessage()), ex);
		}
	}

	private String address() {
		String chosen = (this.url != null) ? this.url : this.file.url();
		if (chosen == null) {
			throw new IllegalArgumentException("the event test has no 'url'; give one with --ws-url");
		}
		return chosen;
	}

	private URI apiOf(Endpoint endpoint) {
		return (this.api != null) ? this.api
				: URI.create((endpoint.tls() ? "https://" : "http://") + endpoint.uri().getRawAuthority() + "/api");
	}

	private Map<String, Socket> connect(Engine engine, ParleyApi rest, Endpoint endpoint,
			Map<String, EventClient> clients, Map<String, String> tokensByName) throws IOException {
		Map<String, Socket> sockets = new LinkedHashMap<>();
		for (Map.Entry<String, EventFile.ClientSpec> entry : this.file.clients().entrySet()) {
			EventFile.ClientSpec person = entry.getValue();
			Endpoint own = (person.url() == null) ? endpoint : Endpoint.of(person.url());
			boolean parley = own.target().contains("/ws/engagement");
			String token = token(rest, person, sockets.size());
			Dial dial = dial(own, person, token);
			EventClient client = new EventClient(entry.getKey(), Presets.listener(parley ? "parley" : "echo"));
			engine.connect(dial, client);
			sockets.put(entry.getKey(), await(client));
			clients.put(entry.getKey(), client);
			if (token != null) {
				tokensByName.put(entry.getKey(), token);
			}
		}
		return sockets;
	}

	private @Nullable String token(ParleyApi rest, EventFile.ClientSpec person, int index) throws IOException {
		String user = person.user();
		if (user != null) {
			String whole = user.contains(":") ? user : user + DEMO_PASSWORD;
			return login(rest, whole);
		}
		return this.tokens.isEmpty() ? null : this.tokens.get(index % this.tokens.size());
	}

	/**
	 * A server that accepts connections may still be filling its database, so a refusal
	 * is retried while the test waits for the server.
	 */
	private String login(ParleyApi rest, String user) throws IOException {
		long deadline = System.nanoTime() + this.wait.toNanos();
		while (true) {
			try {
				return rest.login(user);
			}
			catch (IOException ex) {
				if (System.nanoTime() >= deadline) {
					throw ex;
				}
			}
			LockSupport.parkNanos(LOGIN_PAUSE_NANOS);
		}
	}

	private static Dial dial(Endpoint endpoint, EventFile.ClientSpec person, @Nullable String token) {
		List<String> subprotocols = new ArrayList<>(person.subprotocols());
		if (token != null) {
			subprotocols.addAll(List.of("parley.v1", "parley.bearer." + token));
		}
		return new Dial(endpoint, person.headers(), subprotocols);
	}

	private static Socket await(EventClient client) throws IOException {
		try {
			return client.ready().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted", ex);
		}
		catch (ExecutionException ex) {
			throw new IOException(String.valueOf(ex.getMessage()), ex);
		}
		catch (TimeoutException ex) {
			throw new IOException(client.name() + " did not finish joining within " + PATIENCE.toSeconds() + " s", ex);
		}
	}

	private EventResult.StepResult run(EventFile.StepSpec step, Map<String, EventClient> clients, TriggerRunner trigger,
			Variables variables) {
		StepRun armed = new StepRun(step, clients, variables);
		try {
			trigger.run(step.trigger());
			return armed.await(this.file.ignore());
		}
		catch (IOException | IllegalArgumentException ex) {
			return new EventResult.StepResult(step.name(), step.expectations().size(), 0, List.of(), List.of(),
					String.valueOf(ex.getMessage()), 0);
		}
	}

}
