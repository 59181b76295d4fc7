package dev.parley.lab.load;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import dev.parley.lab.engine.Engine;
import dev.parley.lab.engine.EngineOptions;
import dev.parley.lab.engine.Reachability;
import dev.parley.lab.engine.Unreachable;
import dev.parley.lab.engine.WarmUpConnection;
import dev.parley.lab.preset.Roster;

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
	 * Connections opened per second without a ramp-up: what a listen queue takes.
	 */
	private static final double CONNECTS_PER_SECOND = 2_000;

	private static final long POLL_NANOS = 10_000_000;

	/** How long to wait for the connection that is opened first and not measured. */
	private static final Duration WARM_UP = Duration.ofSeconds(2);

	/** After the last expected copy: time in which a duplicate would show. */
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

	/** Starts to build a load test of the server at this address. */
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
	 * Runs it. Throws {@link Unreachable} if the server is not there; every other failure
	 * is in the result.
	 */
	public LoadResult run() {
		Reachability.await(this.plan.target().endpoint(), this.plan.timing().patience());
		try (Roster roster = this.plan.preset().roster(this.plan.target());
				Engine engine = new Engine(engineOptions());
				GeneratorHealth health = new GeneratorHealth()) {
			WarmUpConnection.once(engine, roster.dial(0), WARM_UP);
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
		boolean overHttp = this.plan.workload().httpShare() > 0;
		Participants participants = Participants.of(this.plan, roster, overHttp && this.httpUrl == null);
		Run run = new Run(this.plan, engine, roster, participants, ThreadLocalRandom.current().nextInt(),
				System::nanoTime);
		LoadLoops loops = LoadLoops.of(run);
		Sampler sampler = new Sampler(run, loops, health);
		try (HttpSide http = new HttpSide(run, this.httpUrl)) {
			if (overHttp) {
				run.http(http);
			}
			connect(run, loops);
			Instant startedAt = Instant.now();
			long begun = send(run, loops, sampler);
			double sentFor = (run.now() - begun) / 1e9;
			long atEnd = loops.joined();
			awaitRest(loops);
			run.end();
			engine.close();
			http.settle(loops);
			return new LoadResultBuilder(run, loops, sampler, health)
				.result(startedAt, sentFor, atEnd, this.interrupted)
				.judged(this.plan.thresholds());
		}
	}

	private void connect(Run run, LoadLoops loops) {
		int clients = this.plan.target().clients();
		double rampUp = Math.max(this.plan.timing().rampUp().toNanos() / 1e9, clients / CONNECTS_PER_SECOND);
		loops.forEach((loop) -> loop.connect(rampUp));
		long deadline = run.now() + Math.round(rampUp * 1e9) + this.plan.engine().connectTimeout().toNanos()
				+ TimeUnit.SECONDS.toNanos(5);
		while (run.settled().get() < clients && run.now() < deadline && !this.interrupted) {
			reportConnecting(loops);
			LockSupport.parkNanos(POLL_NANOS);
		}
		if (run.settled().get() < clients) {
			loops.forEach(LoadLoop::giveUpJoining);
		}
		reportConnecting(loops);
	}

	private void reportConnecting(LoadLoops loops) {
		this.listener.connecting(loops.sum(LoadCounter.OPENED), loops.sum(LoadCounter.FAILED_TO_OPEN),
				this.plan.target().clients());
	}

	private long send(Run run, LoadLoops loops, Sampler sampler) {
		long begun = run.now();
		run.measureFrom(begun + this.plan.timing().warmup().toNanos());
		run.sending(true);
		loops.forEach((loop) -> loop.begin(begun));
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

	private void awaitRest(LoadLoops loops) {
		long deadline = System.nanoTime() + this.plan.timing().grace().toNanos();
		while (missing(loops) > 0 && System.nanoTime() < deadline && !this.interrupted) {
			this.listener.waiting(missing(loops));
			LockSupport.parkNanos(POLL_NANOS);
		}
		LockSupport.parkNanos(Math.min(LINGER.toNanos(), this.plan.timing().grace().toNanos()));
	}

	/** Copies and HTTP answers that are still to come; surplus copies hide no answer. */
	private static long missing(LoadLoops loops) {
		return Math.max(0, loops.missing()) + HttpSide.unanswered(loops);
	}

}
