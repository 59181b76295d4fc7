package dev.parley.lab.load;

import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.parley.lab.engine.Schedule;

/**
 * Open loop: sends what the schedule says is due, whether or not the server answers. The
 * clients of this loop take turns and send their share of the whole schedule.
 */
final class RatePacer implements Pacer {

	/**
	 * Shortest time between two ticks: long enough to combine writes, shorter than any
	 * latency that matters.
	 */
	static final long LEAST_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

	/** Longest time between two ticks. */
	static final long MOST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

	/**
	 * Most messages of one tick. However late the sending is, the loop then reads, or the
	 * server's answers would never be taken.
	 */
	static final int MOST_PER_TICK = 1_000;

	private final Schedule schedule;

	private final double share;

	private final List<? extends PacedClient> clients;

	private final LoopClock clock;

	private final LoopStatistics statistics;

	private long begunAt;

	private long sent;

	private int nextClient;

	/**
	 * Paces these clients.
	 * @param share of the whole schedule that these clients send
	 * @param statistics count a message that no client could send
	 */
	RatePacer(Schedule schedule, double share, List<? extends PacedClient> clients, LoopClock clock,
			LoopStatistics statistics) {
		this.schedule = schedule;
		this.share = share;
		this.clients = clients;
		this.clock = clock;
		this.statistics = statistics;
	}

	@Override
	public void begin(long at) {
		this.begunAt = at;
		tick();
	}

	private void tick() {
		if (!this.clock.isSending()) {
			return;
		}
		double due = this.schedule.dueBy(this.clock.now() - this.begunAt) * this.share;
		int written = 0;
		while (this.sent < due && written < MOST_PER_TICK) {
			long intended = dueTime(this.sent);
			this.sent++;
			written++;
			sendNext(intended);
		}
		this.clock.after((this.sent < due) ? 0 : untilNext(), this::tick);
	}

	private void sendNext(long intended) {
		for (int tries = 0; tries < this.clients.size(); tries++) {
			PacedClient client = this.clients.get(this.nextClient);
			this.nextClient = (this.nextClient + 1) % this.clients.size();
			if (client.mayPublish()) {
				client.send(intended);
				return;
			}
		}
		this.statistics.increment(LoadCounter.DROPPED);
	}

	private long untilNext() {
		return Math.clamp(dueTime(this.sent) - this.clock.now(), LEAST_PAUSE_NANOS, MOST_PAUSE_NANOS);
	}

	private long dueTime(long message) {
		return this.begunAt + this.schedule.timeOf(message / this.share);
	}

}
