package dev.parley.lab.check;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.parley.lab.engine.Endpoint;
import dev.parley.lab.engine.EngineOptions;
import org.jspecify.annotations.Nullable;

/** Describes a check step by step; by default it uses the people of the demo. */
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

	private List<FaultSchedule.Kind> faults = Stream.of(FaultSchedule.Kind.values())
		.filter((kind) -> kind != FaultSchedule.Kind.KILL)
		.toList();

	private long seed = System.nanoTime() & 0xFFFFFF;

	private Duration settling = Duration.ofSeconds(30);

	private Duration patience = Duration.ofSeconds(30);

	private @Nullable String serverCommand;

	private Consumer<String> log = (line) -> {
	};

	CheckBuilder(String url) {
		this.endpoint = Endpoint.of(url);
		this.api = DeliveryCheck.apiBeside(this.endpoint);
	}

	public CheckBuilder api(URI address) {
		this.api = address;
		return this;
	}

	/** How connections are made, such as over TLS with any certificate. */
	public CheckBuilder engine(EngineOptions options) {
		this.engine = options;
		return this;
	}

	/** Of every handshake, such as a proxy in front may want them. */
	public CheckBuilder headers(Map<String, String> all) {
		this.headers = Map.copyOf(all);
		return this;
	}

	/** People in scope, as {@code email:password}. */
	public CheckBuilder users(List<String> people) {
		this.users = people.stream().map((person) -> person.contains(":") ? person : person + DEMO_PASSWORD).toList();
		return this;
	}

	/** Somebody out of scope, or nobody. */
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

	/** How often each client publishes; mind the server's limit per user. */
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

	/** Which kinds of faults; none to check the contract in fair weather. */
	public CheckBuilder faults(List<FaultSchedule.Kind> kinds) {
		this.faults = List.copyOf(kinds);
		return this;
	}

	/** The same seed makes the same faults. */
	public CheckBuilder seed(long number) {
		this.seed = number;
		return this;
	}

	public CheckBuilder settling(Duration time) {
		this.settling = time;
		return this;
	}

	/** How long the server may take to start. */
	public CheckBuilder patience(Duration time) {
		this.patience = time;
		return this;
	}

	/**
	 * A command line that runs the server in the foreground; it is started, killed and
	 * started again.
	 */
	public CheckBuilder serverCommand(@Nullable String command) {
		this.serverCommand = command;
		return this;
	}

	/** Hears what is done to the server. */
	public CheckBuilder log(Consumer<String> listener) {
		this.log = listener;
		return this;
	}

	public DeliveryCheck build() {
		if (this.faults.contains(FaultSchedule.Kind.KILL) && this.serverCommand == null) {
			throw new IllegalArgumentException("to kill the server the lab must start it: give --server-command");
		}
		return new DeliveryCheck(new CheckPlan(this.endpoint, this.api, this.engine, this.headers, this.users,
				this.outsider, this.engagement, this.clients, this.every, this.rounds, this.round, this.faults,
				this.seed, this.settling, this.patience, this.serverCommand), this.log);
	}

	/** Builds and runs it. */
	public CheckResult run() {
		return build().run();
	}

}
