package dev.parley.lab.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import dev.parley.lab.engine.Closing;
import dev.parley.lab.engine.Schedule;
import dev.parley.lab.engine.Stamp;
import dev.parley.lab.preset.Roster;
import io.netty.channel.EventLoop;

/**
 * One event loop of a load test with the clients that live on it: it opens, paces, counts
 * and times. Runs on its loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a loop runs its own tasks until it is
												// shut down
final class Worker {

	/**
	 * Between two looks at what is due, at least: coarse enough to combine writes, and
	 * finer than any latency that matters.
	 */
	private static final long LEAST_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

	/** And at most, though nothing is due for longer. */
	private static final long MOST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

	/**
	 * Messages written in one go; then the loop reads, however late the sending is, or
	 * nobody would take what the server answers.
	 */
	private static final int MOST_PER_TICK = 1_000;

	private static final int SCRATCH = 4096;

	/** How long a closed loop waits for an answer before it goes on without. */
	private static final long ANSWER_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

	private final EventLoop loop;

	private final Run run;

	private final Tally tally = new Tally();

	private final Recorders recorders = new Recorders();

	private final Stamp stamp;

	private final Random random;

	private final List<Member> members = new ArrayList<>();

	private final List<Member> publishing = new ArrayList<>();

	private final List<Member> touched = new ArrayList<>();

	private final Accounts accounts;

	private byte[] scratch = new byte[SCRATCH];

	private long begunAt;

	private long sent;

	private int nextPublisher;

	private double churned;

	private double httpDue;

	private long lastAnswerAt;

	private boolean flushPlanned;

	Worker(EventLoop loop, Run run, int number) {
		this.loop = loop;
		this.run = run;
		this.stamp = new Stamp(run.id());
		this.accounts = new Accounts(run.roster().acks());
		this.random = new Random(run.id() * 31L + number);
	}

	EventLoop loop() {
		return this.loop;
	}

	Run run() {
		return this.run;
	}

	Tally tally() {
		return this.tally;
	}

	Recorders recorders() {
		return this.recorders;
	}

	Stamp stamp() {
		return this.stamp;
	}

	void add(Member member) {
		this.members.add(member);
		if (this.run.publisher(member.client()) != null) {
			this.publishing.add(member);
		}
	}

	List<Member> members() {
		return this.members;
	}

	/** Starts to send; messages are due from {@code begun} on, in the run's time. */
	void begin(long begun) {
		this.begunAt = begun;
		this.lastAnswerAt = begun;
		switch (this.run.plan().pace()) {
			case Pace.Rate rate -> tick();
			case Pace.Window window -> refill(window.inFlight());
			case Pace.Think think -> this.publishing.forEach(this::thinkFirst);
			case Pace.Idle idle -> {
			}
		}
		if (this.run.plan().traffic().churn() > 0 || !(this.run.plan().pace() instanceof Pace.Rate)) {
			look();
		}
	}

	byte[] scratch(int length) {
		if (this.scratch.length < length) {
			this.scratch = new byte[length];
		}
		return this.scratch;
	}

	/** Copies to expect of what this client publishes now. */
	int copiesOf(int client) {
		Roster roster = this.run.roster();
		int listeners = this.run.room(roster.publishesTo(client)).listeners().get();
		return (roster.fanout() == Roster.Fanout.OTHERS) ? listeners - 1 : listeners;
	}

	void wrote(int bytes, int copies, long intended, long now) {
		this.tally.increment(Count.SENT);
		this.tally.add(Count.SENT_BYTES, bytes);
		this.tally.add(Count.EXPECTED, copies);
		if (this.run.isMeasured(intended)) {
			this.recorders.record(Metric.LAG, now - intended);
		}
	}

	void received(int bytes) {
		this.tally.increment(Count.RECEIVED);
		this.tally.add(Count.RECEIVED_BYTES, bytes);
	}

	void recorded(Count count) {
		this.tally.increment(count);
	}

	void copied(long intended, long at, long lag, boolean last) {
		this.tally.increment(Count.COPIES);
		if (this.run.isMeasured(intended)) {
			this.recorders.record(Metric.DELIVERY, at - intended);
			this.recorders.record(Metric.DELIVERY_SERVICE, at - intended - lag);
			if (last) {
				this.recorders.record(Metric.COMPLETION, at - intended);
			}
		}
	}

	void acked(long intended, long at, long lag) {
		this.tally.increment(Count.ACKED);
		if (this.run.isMeasured(intended)) {
			this.recorders.record(Metric.ACK, at - intended);
			this.recorders.record(Metric.ACK_SERVICE, at - intended - lag);
		}
	}

	/** A client's message was answered: closed loops send the next. */
	void completed(Member member) {
		this.lastAnswerAt = this.run.now();
		if (!this.run.isSending()) {
			return;
		}
		switch (this.run.plan().pace()) {
			case Pace.Window window -> send(member, this.lastAnswerAt);
			case Pace.Think think -> thinkThenSend(member, this.lastAnswerAt);
			case Pace.Rate rate -> {
			}
			case Pace.Idle idle -> {
			}
		}
	}

	void joined(Member member) {
		if (this.run.isSending() && this.run.plan().pace() instanceof Pace.Window window) {
			for (int i = 0; i < window.inFlight(); i++) {
				send(member, this.run.now());
			}
		}
		else if (this.run.isSending() && this.run.plan().pace() instanceof Pace.Think) {
			thinkFirst(member);
		}
	}

	void left(List<Hearing> hearings) {
		this.accounts.ended(hearings);
	}

	void closed(Member member, boolean wasReady, Closing why) {
		if (this.run.isOver()) {
			return;
		}
		boolean ours = why instanceof Closing.Ours;
		if (!wasReady) {
			this.tally.increment(Count.FAILED_TO_OPEN);
			this.run.errors().add(why.kind());
		}
		else if (!ours) {
			this.tally.increment(Count.LOST_CONNECTIONS);
			this.run.errors().add(why.kind());
		}
		if (ours && wasReady && this.run.isSending()) {
			member.dial();
		}
	}

	/**
	 * The account of everything, once nothing moves any more; called when the loops have
	 * stopped.
	 */
	Hearing.Account settle() {
		return this.accounts.settle(this.members);
	}

	private void tick() {
		if (!this.run.isSending() || !(this.run.plan().pace() instanceof Pace.Rate rate)) {
			return;
		}
		double share = (double) this.publishing.size() / Math.max(1, this.run.publisherCount());
		double due = rate.schedule().dueBy(this.run.now() - this.begunAt) * share;
		int written = 0;
		while (this.sent < due && written < MOST_PER_TICK) {
			long intended = this.begunAt + rate.schedule().timeOf(this.sent / share);
			this.sent++;
			written++;
			sendNext(intended);
		}
		flushTouched();
		this.loop.schedule(this::tick, (this.sent < due) ? 0 : untilNext(rate.schedule(), share), TimeUnit.NANOSECONDS);
	}

	private long untilNext(Schedule schedule, double share) {
		long next = this.begunAt + schedule.timeOf(this.sent / share);
		return Math.clamp(next - this.run.now(), LEAST_PAUSE_NANOS, MOST_PAUSE_NANOS);
	}

	private void sendNext(long intended) {
		for (int tries = 0; tries < this.publishing.size(); tries++) {
			Member member = this.publishing.get(this.nextPublisher);
			this.nextPublisher = (this.nextPublisher + 1) % this.publishing.size();
			if (member.mayPublish()) {
				publish(member, intended);
				return;
			}
		}
		this.tally.increment(Count.DROPPED);
	}

	private void publish(Member member, long intended) {
		this.httpDue += this.run.plan().traffic().httpShare();
		HttpSide http = this.run.http();
		if (this.httpDue >= 1 && http != null) {
			this.httpDue -= 1;
			http.send(this, member.client(), intended);
		}
		else {
			write(member, intended);
		}
	}

	private void write(Member member, long intended) {
		if (member.publish(intended)) {
			this.touched.add(member);
		}
		else {
			this.tally.increment(Count.DROPPED);
		}
	}

	/**
	 * Sends now and flushes when the loop has done what it is doing, so that answers that
	 * came together go out together.
	 */
	private void send(Member member, long intended) {
		write(member, intended);
		if (!this.flushPlanned) {
			this.flushPlanned = true;
			this.loop.execute(this::flushTouched);
		}
	}

	private void flushTouched() {
		this.flushPlanned = false;
		for (Member member : this.touched) {
			member.flush();
		}
		this.touched.clear();
	}

	private void refill(int inFlight) {
		for (Member member : this.publishing) {
			while (member.mayPublish() && member.inFlight() < inFlight) {
				int before = member.inFlight();
				send(member, this.run.now());
				if (member.inFlight() == before) {
					break;
				}
			}
		}
	}

	private void thinkFirst(Member member) {
		if (this.run.plan().pace() instanceof Pace.Think think) {
			long wait = (long) (think.pause().toNanos() * this.random.nextDouble());
			later(member, this.run.now() + wait, wait);
		}
	}

	private void thinkThenSend(Member member, long answered) {
		if (this.run.plan().pace() instanceof Pace.Think think) {
			double factor = 1 + think.jitter() * (2 * this.random.nextDouble() - 1);
			long wait = (long) (think.pause().toNanos() * factor);
			later(member, answered + wait, wait);
		}
	}

	private void later(Member member, long intended, long wait) {
		this.loop.schedule(() -> {
			if (this.run.isSending() && member.mayPublish()) {
				send(member, intended);
			}
		}, wait, TimeUnit.NANOSECONDS);
	}

	/**
	 * Every 20 ms: closes connections that are due for churn, and helps closed loops
	 * whose answers never came.
	 */
	private void look() {
		if (!this.run.isSending()) {
			return;
		}
		long now = this.run.now();
		double perSecond = this.run.plan().traffic().churn() * this.members.size()
				/ Math.max(1, this.run.plan().target().clients());
		double due = (now - this.begunAt) / 1e9 * perSecond;
		while (this.churned + 1 <= due && !this.members.isEmpty()) {
			this.churned++;
			Member member = this.members.get(this.random.nextInt(this.members.size()));
			if (member.isReady()) {
				member.leave();
			}
		}
		if (now - this.lastAnswerAt > ANSWER_PATIENCE_NANOS) {
			goOnWithoutAnswers(now);
		}
		this.loop.schedule(this::look, 20, TimeUnit.MILLISECONDS);
	}

	private void goOnWithoutAnswers(long now) {
		this.lastAnswerAt = now;
		for (Member member : this.publishing) {
			if (member.inFlight() > 0) {
				this.tally.add(Count.TIMED_OUT, member.inFlight());
				member.forgetInFlight();
				thinkThenSend(member, now);
			}
		}
		if (this.run.plan().pace() instanceof Pace.Window window) {
			refill(window.inFlight());
		}
	}

}
