package dev.parley.lab.check;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.parley.lab.engine.Dial;
import dev.parley.lab.engine.Endpoint;
import dev.parley.lab.engine.Engine;
import dev.parley.lab.load.Unreachable;
import dev.parley.lab.preset.ParleyApi;
import dev.parley.lab.preset.Tokens;
import dev.parley.lab.proxy.FaultProxy;
import dev.parley.lab.proxy.Faults;
import org.jspecify.annotations.Nullable;

/**
 * Checks Parley's delivery contract from outside, through faults: <pre>{@code
 * CheckResult result = DeliveryCheck.of("ws://localhost:8080/ws/engagement")
 *     .rounds(3).seed(42).run();
 * assertThat(result.findings()).noneMatch(finding -> finding.verdict() == VIOLATED);
 * }</pre>
 */
public final class DeliveryCheck {

	private static final long POLL_NANOS = 20_000_000;

	private final CheckPlan plan;

	private final Consumer<String> log;

	private final List<Happened> happened = new ArrayList<>();

	private long startedAt;

	private volatile boolean interrupted;

	DeliveryCheck(CheckPlan plan, Consumer<String> log) {
		this.plan = plan;
		this.log = log;
	}

	/** Begins to describe a check of the Parley at this address. */
	public static CheckBuilder of(String url) {
		return new CheckBuilder(url);
	}

	/** Ends the faults early; what happened so far is judged. Any thread. */
	public void interrupt() {
		this.interrupted = true;
	}

	/**
	 * Runs it. {@link Unreachable} if the server is not there; everything else is in the
	 * result.
	 */
	public CheckResult run() {
		this.startedAt = System.nanoTime();
		ServerProcess server = (this.plan.serverCommand() == null) ? null
				: new ServerProcess(this.plan.serverCommand(), this.plan.endpoint(), this.plan.patience(),
						Path.of(System.getProperty("java.io.tmpdir"), "parley-lab-server.log"));
		try {
			if (server != null) {
				server.start();
			}
			return run(server);
		}
		catch (IOException ex) {
			throw new Unreachable(String.valueOf(ex.getMessage()), ex);
		}
		finally {
			if (server != null) {
				server.close();
			}
		}
	}

	private CheckResult run(@Nullable ServerProcess server) throws IOException {
		History history = new History("lab-" + Long.toHexString(System.nanoTime() & 0xFFFFFFFFL));
		try (ParleyApi api = new ParleyApi(this.plan.api(), this.plan.engine().insecure());
				Tokens tokens = tokens(api);
				Engine engine = new Engine(this.plan.engine().withThreads(1).withLocalAddresses(List.of()));
				FaultProxy proxy = FaultProxy.start(this.plan.endpoint().address(), 0, this.plan.seed(),
						this.plan.engine())) {
			String engagement = engagement(api, tokens);
			long head = head(api, tokens.of(0), engagement);
			List<CheckClient> clients = clients(engine, proxy, tokens, engagement, head, history);
			listenOutside(api, engine, history, engagement);
			awaitQuiet(clients, this.plan.patience());
			for (int round = 0; round < this.plan.rounds() && !this.interrupted; round++) {
				misbehave(round, proxy, server, clients);
			}
			boolean quiet = settle(clients, history, engagement, api, tokens);
			List<Finding> findings = judge(history, clients);
			clients.forEach(DeliveryCheck::stop);
			return result(history, clients, findings, quiet);
		}
	}

	private Tokens tokens(ParleyApi api) throws IOException {
		long deadline = System.nanoTime() + this.plan.patience().toNanos();
		return Tokens.fetch(
				this.plan.users().stream().<Tokens.Source>map((user) -> () -> login(api, user, deadline)).toList(),
				Clock.systemUTC());
	}

	/** A server that listens may not be ready yet. */
	private static String login(ParleyApi api, String user, long deadline) throws IOException {
		while (true) {
			try {
				return api.login(user);
			}
			catch (IOException ex) {
				if (System.nanoTime() > deadline) {
					throw ex;
				}
				LockSupport.parkNanos(10 * POLL_NANOS);
			}
		}
	}

	/** As told, or one that everybody sees and the outsider does not. */
	private String engagement(ParleyApi api, Tokens tokens) throws IOException {
		if (this.plan.engagement() != null) {
			return this.plan.engagement();
		}
		Set<String> common = new LinkedHashSet<>(api.engagements(tokens.of(0)));
		for (int user = 1; user < tokens.size(); user++) {
			common.retainAll(api.engagements(tokens.of(user)));
		}
		return common.stream()
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"there is no engagement that all users see; give --engagement and --user"));
	}

	private static long head(ParleyApi api, String token, String engagement) throws IOException {
		return api.call("GET", "/engagements/" + engagement + "/events?limit=1", token, null).path("head").asLong(0);
	}

	private List<CheckClient> clients(Engine engine, FaultProxy proxy, Tokens tokens, String engagement, long head,
			History history) {
		List<CheckClient> clients = new ArrayList<>();
		Endpoint faulty = this.plan.endpoint().via(proxy.address());
		for (int i = 0; i < this.plan.clients(); i++) {
			int user = i % tokens.size();
			CheckClient client = new CheckClient(i, engine, () -> dial(faulty, tokens.of(user)), engagement, head,
					history, this.plan.seed());
			client.start(this.plan.every().toMillis());
			clients.add(client);
		}
		return clients;
	}

	private Dial dial(Endpoint endpoint, String token) {
		return new Dial(endpoint, this.plan.headers(), List.of("parley.v1", "parley.bearer." + token));
	}

	private void listenOutside(ParleyApi api, Engine engine, History history, String engagement) throws IOException {
		String outsider = this.plan.outsider();
		if (outsider != null) {
			String token = login(api, outsider, System.nanoTime());
			if (api.engagements(token).contains(engagement)) {
				throw new IllegalArgumentException(outsider.replaceAll(":.*", "") + " sees the engagement " + engagement
						+ " and is no outsider; give --outsider");
			}
			engine.connect(dial(this.plan.endpoint(), token), new Outsider(history, engagement));
		}
	}

	private void misbehave(int round, FaultProxy proxy, @Nullable ServerProcess server, List<CheckClient> clients) {
		FaultSchedule schedule = FaultSchedule.of(this.plan.seed() + round, this.plan.round(), this.plan.faults());
		clients.forEach((client) -> client.publishing(true));
		long begun = System.nanoTime();
		for (FaultSchedule.Planned fault : schedule.faults()) {
			sleepUntil(begun + fault.at().toNanos());
			if (this.interrupted) {
				break;
			}
			this.happened.add(happened(fault, round + 1));
			this.log.accept("round " + (round + 1) + " " + fault);
			new FaultMaker(proxy, server).make(fault, this::sleepUntil);
		}
		sleepUntil(begun + this.plan.round().toNanos());
		proxy.faults(Faults.NONE);
		clients.forEach((client) -> client.publishing(false));
		awaitQuiet(clients, this.plan.settling());
	}

	private Happened happened(FaultSchedule.Planned fault, int round) {
		double seconds = (System.nanoTime() - this.startedAt) / 1e9;
		double lasting = fault.lasts() ? fault.lasting().toMillis() / 1000.0 : 0;
		return new Happened(Math.round(seconds * 100) / 100.0, lasting, fault.name(), round);
	}

	private void sleepUntil(long nanos) {
		while (System.nanoTime() < nanos && !this.interrupted) {
			LockSupport.parkNanos(Math.min(POLL_NANOS, Math.max(1, nanos - System.nanoTime())));
		}
	}

	/** Everybody syncs once more and must then hold the head. */
	private boolean settle(List<CheckClient> clients, History history, String engagement, ParleyApi api, Tokens tokens)
			throws IOException {
		boolean quiet = awaitQuiet(clients, this.plan.settling());
		clients.forEach((client) -> ask(client, (one) -> {
			one.resync();
			return true;
		}));
		quiet &= awaitQuiet(clients, this.plan.settling());
		long head = head(api, tokens.of(0), engagement);
		quiet &= await(this.plan.settling(),
				() -> clients.stream().allMatch((client) -> ask(client, CheckClient::held) >= head));
		countOnceMore(clients, history, engagement, api, tokens.of(0));
		await(PresenceCheck.PATIENCE, () -> PresenceCheck.missing(clients, DeliveryCheck::ask).isEmpty());
		return quiet;
	}

	/**
	 * State is not replayed: who reconnected after the last change hears the total with
	 * the next one.
	 */
	private static void countOnceMore(List<CheckClient> clients, History history, String engagement, ParleyApi api,
			String token) throws IOException {
		long total = api
			.call("POST", "/engagements/" + engagement + "/interactions", token,
					Map.of("kind", history.run(), "count", 1))
			.path("total")
			.asLong(-1);
		history.counted(true);
		await(PresenceCheck.PATIENCE, () -> clients.stream()
			.allMatch((client) -> history.totals().getOrDefault(client.number(), -1L) == total));
	}

	private boolean awaitQuiet(List<CheckClient> clients, Duration patience) {
		return await(patience, () -> clients.stream().allMatch((client) -> ask(client, CheckClient::isQuiet)));
	}

	private static boolean await(Duration patience, BooleanSupplier condition) {
		long deadline = System.nanoTime() + patience.toNanos();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() > deadline) {
				return false;
			}
			LockSupport.parkNanos(POLL_NANOS);
		}
		return true;
	}

	private List<Finding> judge(History history, List<CheckClient> clients) {
		Set<Integer> readers = clients.stream().map(CheckClient::number).collect(Collectors.toSet());
		List<Finding> findings = new ArrayList<>(new Judge(history, readers).findings());
		List<String> wrong = new ArrayList<>(PresenceCheck.missing(clients, DeliveryCheck::ask));
		wrong.addAll(seenAfterLeaving(clients));
		findings.add(Finding.of(Invariant.PRESENCE_CONVERGES, clients.size(), wrong));
		return findings;
	}

	/**
	 * One user leaves with all connections; in the end nobody may see that user online.
	 */
	private List<String> seenAfterLeaving(List<CheckClient> clients) {
		String user = clients.getLast().user();
		List<CheckClient> staying = clients.stream().filter((client) -> !client.user().equals(user)).toList();
		if (this.interrupted || PresenceCheck.seeing(user, staying, DeliveryCheck::ask).isEmpty()) {
			return List.of();
		}
		this.log.accept("one user leaves");
		clients.stream().filter((client) -> client.user().equals(user)).forEach(DeliveryCheck::stop);
		await(PresenceCheck.LEAVE_PATIENCE,
				() -> this.interrupted || PresenceCheck.seeing(user, staying, DeliveryCheck::ask).isEmpty());
		return this.interrupted ? List.of() : PresenceCheck.seeing(user, staying, DeliveryCheck::ask);
	}

	private static void stop(CheckClient client) {
		ask(client, (one) -> {
			one.stop();
			return true;
		});
	}

	private CheckResult result(History history, List<CheckClient> clients, List<Finding> findings, boolean quiet) {
		long ok = count(history, Attempt.Outcome.OK);
		long reconnects = history.sightings()
			.stream()
			.map((sighting) -> sighting.client() + "/" + sighting.connection())
			.distinct()
			.count() - clients.size();
		Duration took = Duration.ofNanos(System.nanoTime() - this.startedAt);
		return new CheckResult(this.plan.endpoint().toString(), Instant.now().minus(took), this.plan.seed(), took,
				new CheckResult.Published(ok, count(history, Attempt.Outcome.FAILED),
						count(history, Attempt.Outcome.UNKNOWN)),
				Math.max(0, reconnects),
				clients.stream().mapToLong((client) -> ask(client, CheckClient::repeats)).sum(),
				List.copyOf(this.happened), CheckSample.of(history.attempts(), this.startedAt), findings, quiet);
	}

	private static long count(History history, Attempt.Outcome outcome) {
		return history.attempts().stream().filter((attempt) -> attempt.outcome() == outcome).count();
	}

	/** Asks a client something on the loop that owns it. */
	private static <T> T ask(CheckClient client, Function<CheckClient, T> question) {
		try {
			return client.loop().submit(() -> question.apply(client)).get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted", ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
	}

	/** Where REST answers, beside the socket. */
	static URI apiBeside(Endpoint endpoint) {
		return URI.create((endpoint.tls() ? "https://" : "http://") + endpoint.uri().getRawAuthority() + "/api");
	}

}
