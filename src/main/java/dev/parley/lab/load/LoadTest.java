package dev.parley.lab.load;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.parley.lab.engine.Engine;
import dev.parley.lab.engine.EngineOptions;
import dev.parley.lab.engine.Rehearsal;
import dev.parley.lab.preset.Roster;
import org.jspecify.annotations.Nullable;

/**
 * Many clients publish and listen, and every copy of every message is accounted for:
 * <pre>{@code
 * LoadResult result = LoadTest.on("ws://localhost:8080/echo").clients(100).rate(1_000)
 *     .duration(Duration.ofSeconds(10)).threshold("delivery:p(99)<50ms").run();
 * assertThat(result.outcome()).isEqualTo(LoadResult.Outcome.PASSED);
 * }</pre>
 */
public final class LoadTest {

	/**
	 * Connections opened per second where no ramp-up was asked for: what a listen queue
	 * takes.
	 */
	private static final double CONNECTS_PER_SECOND = 2_000;

	/** Counted copies of messages in flight, over all publishers. */
	private static final int RING_TOTAL = 1 << 18;

	private static final long POLL_NANOS = 10_000_000;

	/** What a server may take to let go of the connection that is not measured. */
	private static final Duration REHEARSAL = Duration.ofSeconds(2);

	/** After everything has come: time in which doubles would show. */
	private static final Duration LINGER = Duration.ofMillis(250);

	private final LoadPlan plan;

	private final LoadListener listener;

	private final @Nullable URI httpUrl;

	private volatile boolean interrupted;

	LoadTest(LoadPlan plan, LoadListener listener, @Nullable URI httpUrl) {
		this.plan = plan;
		this.listener = listener;
		this.httpUrl = httpUrl;
	}

	/** Begins to describe a load test of the server at this address. */
	public static LoadTestBuilder on(String url) {
		return new LoadTestBuilder(url);
	}

	public LoadPlan plan() {
		return this.plan;
	}

	/** Ends the run early; the result says so. Any thread. */
	public void interrupt() {
		this.interrupted = true;
	}

	/**
	 * Runs it. {@link Unreachable} if the server is not there; everything else is in the
	 * result.
	 */
	public LoadResult run() {
		Reachability.await(this.plan.target().endpoint(), this.plan.timing().patience());
		try (Roster roster = this.plan.preset().roster(this.plan.target());
				Engine engine = new Engine(engineOptions());
				GeneratorHealth health = new GeneratorHealth()) {
			Rehearsal.once(engine, roster.dial(0), REHEARSAL);
			return run(roster, engine, health);
		}
		catch (IOException ex) {
			throw new Unreachable(String.valueOf(ex.getMessage()), ex);
		}
	}

	private EngineOptions engineOptions() {
		int threads = Math.min(this.plan.engine().threads(), this.plan.target().clients());
		return this.plan.engine().withThreads(threads);
	}

	private LoadResult run(Roster roster, Engine engine, GeneratorHealth health) {
		Run run = prepare(roster, engine);
		List<Worker> workers = workers(run);
		Sampler sampler = new Sampler(run, workers, health);
		try (HttpSide http = new HttpSide(run, this.httpUrl)) {
			if (this.plan.traffic().httpShare() > 0) {
				run.http(http);
			}
			connect(run, workers);
			Instant startedAt = Instant.now();
			long begun = send(run, workers, sampler);
			double sentFor = (run.now() - begun) / 1e9;
			long atEnd = workers.stream()
				.flatMap((worker) -> worker.members().stream())
				.filter(Member::isReady)
				.count();
			awaitRest(workers);
			run.end();
			engine.close();
			return new Findings(run, workers, sampler, health).result(startedAt, sentFor, atEnd, this.interrupted)
				.judged(this.plan.thresholds());
		}
	}

	private Run prepare(Roster roster, Engine engine) {
		int clients = this.plan.target().clients();
		int publishing = publishing(clients);
		List<Room> rooms = new ArrayList<>();
		for (int i = 0; i < roster.rooms(); i++) {
			rooms.add(new Room(i));
		}
		boolean overHttp = this.plan.traffic().httpShare() > 0 && this.httpUrl == null;
		Publisher[] publishers = new Publisher[overHttp ? 2 * clients : clients];
		for (int client = 0; client < publishing; client++) {
			addPublisher(roster, rooms, publishers, client, client, publishing);
			if (overHttp) {
				addPublisher(roster, rooms, publishers, clients + client, client, publishing);
			}
		}
		return new Run(this.plan, engine, roster, ThreadLocalRandom.current().nextInt(), rooms, publishers);
	}

	private int publishing(int clients) {
		if (this.plan.pace() instanceof Pace.Idle) {
			return 0;
		}
		int wished = this.plan.traffic().publishers();
		return (wished == 0) ? clients : Math.min(clients, wished);
	}

	private static void addPublisher(Roster roster, List<Room> rooms, Publisher[] publishers, int number, int client,
			int publishing) {
		Publisher publisher = new Publisher(number, number == client, RING_TOTAL / publishing);
		publishers[number] = publisher;
		rooms.get(roster.publishesTo(client)).add(publisher);
	}

	private List<Worker> workers(Run run) {
		List<Worker> workers = new ArrayList<>();
		for (int i = 0; i < run.engine().loops().size(); i++) {
			workers.add(new Worker(run.engine().loops().get(i), run, i));
		}
		for (int client = 0; client < this.plan.target().clients(); client++) {
			Worker worker = workers.get(client % workers.size());
			worker.add(new Member(client, worker));
		}
		return workers;
	}

	@SuppressWarnings("FutureReturnValueIgnored") // a dial reports to its member
	private void connect(Run run, List<Worker> workers) {
		int clients = this.plan.target().clients();
		double rampUp = Math.max(this.plan.timing().rampUp().toNanos() / 1e9, clients / CONNECTS_PER_SECOND);
		for (Worker worker : workers) {
			for (Member member : worker.members()) {
				long delay = Math.round(1e9 * rampUp * member.client() / clients);
				worker.loop().schedule(member::dial, delay, TimeUnit.NANOSECONDS);
			}
		}
		long deadline = run.now() + Math.round(rampUp * 1e9) + this.plan.engine().connectTimeout().toNanos()
				+ TimeUnit.SECONDS.toNanos(5);
		while (run.settled().get() < clients && run.now() < deadline && !this.interrupted) {
			this.listener.connecting(sum(workers, Count.OPENED), sum(workers, Count.FAILED_TO_OPEN), clients);
			LockSupport.parkNanos(POLL_NANOS);
		}
		if (run.settled().get() < clients) {
			workers.forEach((worker) -> worker.loop().execute(() -> worker.members().forEach(Member::giveUpJoining)));
		}
		this.listener.connecting(sum(workers, Count.OPENED), sum(workers, Count.FAILED_TO_OPEN), clients);
	}

	private long send(Run run, List<Worker> workers, Sampler sampler) {
		long begun = run.now();
		run.measureFrom(begun + this.plan.timing().warmup().toNanos());
		run.sending(true);
		for (Worker worker : workers) {
			worker.loop().execute(() -> worker.begin(begun));
		}
		sampler.begin(begun);
		long end = begun + this.plan.timing().sending().toNanos();
		while (run.now() < end && !this.interrupted) {
			LockSupport.parkNanos(Math.min(POLL_NANOS, Math.max(1, end - run.now())));
			sampler.look(false).ifPresent((sample) -> this.listener.sampled(sample, this.plan));
		}
		run.sending(false);
		sampler.look(true).ifPresent((sample) -> this.listener.sampled(sample, this.plan));
		return begun;
	}

	private void awaitRest(List<Worker> workers) {
		long deadline = System.nanoTime() + this.plan.timing().grace().toNanos();
		while (missing(workers) > 0 && System.nanoTime() < deadline && !this.interrupted) {
			this.listener.waiting(missing(workers));
			LockSupport.parkNanos(POLL_NANOS);
		}
		LockSupport.parkNanos(Math.min(LINGER.toNanos(), this.plan.timing().grace().toNanos()));
	}

	private static long missing(List<Worker> workers) {
		return sum(workers, Count.EXPECTED) - sum(workers, Count.COPIES);
	}

	static long sum(List<Worker> workers, Count count) {
		return workers.stream().mapToLong((worker) -> worker.tally().get(count)).sum();
	}

}
