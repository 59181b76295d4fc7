package dev.parley.lab.check;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.parley.lab.engine.Engine;
import dev.parley.lab.proxy.FaultProxy;
import dev.parley.lab.proxy.Faults;

/**
 * One run of a check: its connections, what was recorded and which faults were injected.
 */
final class CheckRun implements AutoCloseable {

	private final CheckPlan plan;

	private final CheckControl control;

	private final History history = new History("lab-" + Long.toHexString(System.nanoTime() & 0xFFFFFFFFL));

	private final List<InjectedFault> injected = new ArrayList<>();

	private final TargetEngagement engagement;

	private final Engine engine;

	private final FaultProxy proxy;

	private final FaultInjector injector;

	private CheckRun(CheckPlan plan, @Nullable ServerProcess server, CheckControl control,
			TargetEngagement engagement) {
		this.plan = plan;
		this.control = control;
		this.engagement = engagement;
		CheckPlan.Subject subject = plan.subject();
		this.engine = new Engine(subject.engine().withThreads(1).withLocalAddresses(List.of()));
		this.proxy = FaultProxy.start(subject.endpoint().address(), 0, plan.rounds().seed(), subject.engine());
		this.injector = new FaultInjector(this.proxy, server, control::sleepUntil);
	}

	/** Signs in, chooses the engagement and opens the proxy. */
	static CheckRun open(CheckPlan plan, @Nullable ServerProcess server, CheckControl control) throws IOException {
		TargetEngagement engagement = TargetEngagement.open(plan);
		try {
			return new CheckRun(plan, server, control, engagement);
		}
		catch (RuntimeException ex) {
			engagement.close();
			throw ex;
		}
	}

	/** Connects the clients, injects the faults and judges what the clients recorded. */
	CheckResult toResult() throws IOException {
		CheckClients clients = connect();
		listenAsOutsider();
		clients.awaitQuiet(this.plan.timeouts().startup());
		for (int round = 0; round < this.plan.rounds().count() && !this.control.isInterrupted(); round++) {
			inject(round, clients);
		}
		PresenceCheck presence = new PresenceCheck(clients, this.control, this.plan.timeouts());
		boolean settled = settle(clients, presence);
		List<Finding> findings = new ArrayList<>(new Judge(this.history, clients.numbers()).findings());
		findings.add(presence.finding());
		clients.stop();
		return result(clients, findings, settled);
	}

	@Override
	public void close() {
		this.proxy.close();
		this.engine.close();
		this.engagement.close();
	}

	private CheckClients connect() throws IOException {
		CheckPlan.Participants participants = this.plan.participants();
		CheckContext context = new CheckContext(this.engine, this.engagement.id(), this.engagement.head(), this.history,
				this.plan.rounds().seed());
		List<CheckClient> clients = new ArrayList<>();
		for (int number = 0; number < participants.clients(); number++) {
			int client = number;
			clients.add(new CheckClient(client, () -> this.engagement.dial(client, this.proxy.address()), context));
		}
		clients.forEach((client) -> client.start(participants.every()));
		return new CheckClients(clients);
	}

	private void listenAsOutsider() throws IOException {
		String outsider = this.plan.participants().outsider();
		if (outsider != null) {
			this.engine.connect(this.engagement.dialAsOutsider(outsider),
					new Outsider(this.history, this.engagement.id()));
		}
	}

	private void inject(int round, CheckClients clients) {
		CheckPlan.Rounds rounds = this.plan.rounds();
		FaultSchedule schedule = FaultSchedule.of(rounds.seed() + round, rounds.length(), rounds.kinds());
		clients.publishing(true);
		long begun = System.nanoTime();
		for (PlannedFault fault : schedule.faults()) {
			this.control.sleepUntil(begun + fault.at().toNanos());
			if (this.control.isInterrupted()) {
				break;
			}
			this.injected.add(injected(fault, round + 1));
			this.control.log("round " + (round + 1) + " " + fault);
			this.injector.inject(fault);
		}
		this.control.sleepUntil(begun + rounds.length().toNanos());
		this.proxy.faults(Faults.NONE);
		clients.publishing(false);
		clients.awaitQuiet(this.plan.timeouts().settling());
	}

	private InjectedFault injected(PlannedFault fault, int round) {
		double seconds = Math.round(this.control.elapsed().toNanos() / 1e7) / 100.0;
		double lasting = fault.kind().isLasting() ? fault.lasting().toMillis() / 1000.0 : 0;
		return new InjectedFault(seconds, lasting, fault.kind().label(), round);
	}

	/** All clients sync once more and must then hold the head. */
	private boolean settle(CheckClients clients, PresenceCheck presence) throws IOException {
		CheckPlan.Timeouts timeouts = this.plan.timeouts();
		boolean settled = clients.awaitQuiet(timeouts.settling());
		clients.resync();
		settled &= clients.awaitQuiet(timeouts.settling());
		settled &= clients.awaitHeld(this.engagement.head(), timeouts.settling());
		recordLastInteraction(clients);
		presence.awaitComplete();
		return settled;
	}

	/**
	 * State is not replayed: a client that reconnected after the last change receives the
	 * total with the next one.
	 */
	private void recordLastInteraction(CheckClients clients) throws IOException {
		long total = this.engagement.recordInteraction(this.history.run());
		this.history.counted(true);
		CheckControl.await(this.plan.timeouts().arrival(),
				() -> clients.numbers()
					.stream()
					.allMatch((client) -> this.history.totals().getOrDefault(client, -1L) == total));
	}

	private CheckResult result(CheckClients clients, List<Finding> findings, boolean settled) {
		CheckResult.Details details = new CheckResult.Details(this.plan.subject().endpoint().toString(),
				Instant.now().minus(this.control.elapsed()), this.control.elapsed(), this.plan.rounds().seed());
		CheckResult.Recovery recovery = new CheckResult.Recovery(
				Math.max(0, this.history.connections() - clients.all().size()), clients.repeats());
		return new CheckResult(details, this.history.published(), recovery, List.copyOf(this.injected),
				CheckSample.of(this.history.attempts(), this.control.startedAt()), findings, settled);
	}

}
