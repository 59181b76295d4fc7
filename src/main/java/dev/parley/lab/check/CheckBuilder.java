package dev.parley.lab.check;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.parley.lab.engine.Endpoint;
import dev.parley.lab.engine.EngineOptions;

/** Builds a {@link DeliveryCheck}; the defaults use the accounts of the demo. */
public final class CheckBuilder {

	private static final String DEMO_PASSWORD = ":parley-demo";

	private final Endpoint endpoint;

	private URI api;

	private List<String> users = List.of("mia@northwind.example" + DEMO_PASSWORD,
			"noah@northwind.example" + DEMO_PASSWORD, "gil@globex.example" + DEMO_PASSWORD);

	private @Nullable String outsider = "hana@hooli.example" + DEMO_PASSWORD;

	private @Nullable String engagement;

	private EngineOptions engine = EngineOptions.defaults();

	private Map<String, String> headers = Map.of();

	private int clients = 6;

	private Duration every = Duration.ofMillis(250);

	private int rounds = 3;

	private Duration round = Duration.ofSeconds(10);

	private List<FaultKind> faults = Stream.of(FaultKind.values()).filter((kind) -> kind != FaultKind.KILL).toList();

	private long seed = System.nanoTime() & 0xFFFFFF;

	private Duration settleTimeout = Duration.ofSeconds(30);

	private Duration startupTimeout = Duration.ofSeconds(30);

	/** State arrives within a second; the rest is for a busy machine. */
	private Duration arrivalTimeout = Duration.ofSeconds(5);

	/** A server keeps a user online for a while who may only be changing networks. */
	private Duration leaveTimeout = Duration.ofSeconds(45);

	private @Nullable String serverCommand;

	private Consumer<String> log = (line) -> {
	};

	CheckBuilder(String url) {
		this.endpoint = Endpoint.of(url);
		this.api = DeliveryCheck.apiOf(this.endpoint);
	}

	public CheckBuilder api(URI address) {
		this.api = address;
		return this;
	}

	/** How connections are made, for example whether TLS certificates are verified. */
	public CheckBuilder engine(EngineOptions options) {
		this.engine = options;
		return this;
	}

	/** Headers of every handshake. */
	public CheckBuilder headers(Map<String, String> values) {
		this.headers = Map.copyOf(values);
		return this;
	}

	/** Users in scope, as {@code email:password}; the demo's password is the default. */
	public CheckBuilder users(List<String> people) {
		this.users = people.stream().map((person) -> person.contains(":") ? person : person + DEMO_PASSWORD).toList();
		return this;
	}

	/** A user out of scope, as {@code email:password}, or null to skip that part. */
	public CheckBuilder outsider(@Nullable String person) {
		this.outsider = (person == null || person.contains(":")) ? person : person + DEMO_PASSWORD;
		return this;
	}

	public CheckBuilder engagement(@Nullable String id) {
		this.engagement = id;
		return this;
	}

	public CheckBuilder clients(int count) {
		this.clients = count;
		return this;
	}

	/** How often each client publishes; keep it below the server's limit per user. */
	public CheckBuilder every(Duration pause) {
		this.every = pause;
		return this;
	}

	public CheckBuilder rounds(int count) {
		this.rounds = count;
		return this;
	}

	public CheckBuilder round(Duration length) {
		this.round = length;
		return this;
	}

	/** Which kinds of faults to inject; none checks the contract on a good network. */
	public CheckBuilder faults(List<FaultKind> kinds) {
		this.faults = List.copyOf(kinds);
		return this;
	}

	/** The same seed injects the same faults. */
	public CheckBuilder seed(long number) {
		this.seed = number;
		return this;
	}

	public CheckBuilder settleTimeout(Duration time) {
		this.settleTimeout = time;
		return this;
	}

	/** How long the server may take to start. */
	public CheckBuilder startupTimeout(Duration time) {
		this.startupTimeout = time;
		return this;
	}

	/** How long changes of presence and totals may take. */
	CheckBuilder presenceTimeouts(Duration arrival, Duration leaving) {
		this.arrivalTimeout = arrival;
		this.leaveTimeout = leaving;
		return this;
	}

	/**
	 * A command that runs the server in the foreground; the check starts it, kills it and
	 * starts it again.
	 */
	public CheckBuilder serverCommand(@Nullable String command) {
		this.serverCommand = command;
		return this;
	}

	/** Receives a line for every fault. */
	public CheckBuilder log(Consumer<String> lines) {
		this.log = lines;
		return this;
	}

	public DeliveryCheck build() {
		if (this.faults.contains(FaultKind.KILL) && this.serverCommand == null) {
			throw new IllegalArgumentException(
					"the fault 'kill' needs a server that the lab starts itself; add --server-command");
		}
		CheckPlan.Subject subject = new CheckPlan.Subject(this.endpoint, this.api, this.engine, this.headers,
				this.serverCommand);
		CheckPlan.Participants participants = new CheckPlan.Participants(this.users, this.outsider, this.engagement,
				this.clients, this.every);
		return new DeliveryCheck(
				new CheckPlan(subject, participants,
						new CheckPlan.Rounds(this.rounds, this.round, this.faults, this.seed), new CheckPlan.Timeouts(
								this.startupTimeout, this.settleTimeout, this.arrivalTimeout, this.leaveTimeout)),
				this.log);
	}

	/** Builds the check and runs it. */
	public CheckResult run() {
		return build().run();
	}

}
