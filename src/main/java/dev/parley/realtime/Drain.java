package dev.parley.realtime;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Closes all connections before the server stops: refuses new ones, tells each client
 * when to reconnect, writes what waits and closes in batches, so that the reconnects are
 * spread over time. Stops before the web server and the journal.
 */
final class Drain implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Drain.class);

	private static final Duration STEP = Duration.ofMillis(100);

	/**
	 * Closes in one step; fewer than a second's handshakes of one core even with ten
	 * steps a second.
	 */
	private static final int CLOSES_PER_STEP = 50;

	/** The part of the time for closing; the rest is for writing what waits. */
	private static final double CLOSING_PART = 0.7;

	/**
	 * Clients that come back in a second; a node manages more than this besides its other
	 * work.
	 */
	private static final int RETURNS_PER_SECOND = 1000;

	private final ConnectionManager connections;

	private final TimerWheel wheel;

	private final TimeSource time;

	private final Duration timeout;

	private final ApplicationEventPublisher events;

	private final AtomicBoolean running = new AtomicBoolean();

	Drain(ConnectionManager connections, TimerWheel wheel, TimeSource time, RealtimeProperties properties,
			ApplicationEventPublisher events) {
		this.connections = connections;
		this.wheel = wheel;
		this.time = time;
		this.timeout = properties.drain();
		this.events = events;
	}

	@Override
	public void start() {
		this.running.set(true);
	}

	@Override
	public boolean isRunning() {
		return this.running.get();
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public void stop(Runnable done) {
		if (!this.running.compareAndSet(true, false)) {
			done.run();
			return;
		}
		AvailabilityChangeEvent.publish(this.events, this, ReadinessState.REFUSING_TRAFFIC);
		List<LiveConnection> leaving = this.connections.stopAccepting();
		if (leaving.isEmpty()) {
			done.run();
			return;
		}
		log.info("Closing {} connections within {}", leaving.size(), this.timeout);
		new Departure(leaving, done).step();
	}

	private final class Departure {

		private final List<LiveConnection> leaving;

		private final Runnable done;

		private final long startedAt = now();

		private final int perStep;

		private final int returnWithinMillis;

		private final TimerWheel.Timer timer = new TimerWheel.Timer(this::step);

		private int told;

		Departure(List<LiveConnection> leaving, Runnable done) {
			this.leaving = leaving;
			this.done = done;
			long steps = Math.max(1, (long) (Drain.this.timeout.dividedBy(STEP) * CLOSING_PART));
			this.perStep = (int) Math.max(CLOSES_PER_STEP, Math.ceilDiv(leaving.size(), steps));
			this.returnWithinMillis = 1000 + leaving.size() * 1000 / RETURNS_PER_SECOND;
		}

		void step() {
			int last = Math.min(this.leaving.size(), this.told + this.perStep);
			while (this.told < last) {
				LiveConnection connection = this.leaving.get(this.told++);
				Drain.this.connections.sayBye(connection, Drain.this.time.random().nextInt(this.returnWithinMillis));
			}
			boolean late = now() - this.startedAt > Drain.this.timeout.toNanos();
			boolean gone = this.told == this.leaving.size()
					&& this.leaving.stream().noneMatch(LiveConnection::mayWrite);
			if (gone || late) {
				log.info("Closed {} connections", this.told);
				this.done.run();
				return;
			}
			Drain.this.wheel.start(this.timer, STEP);
		}

		private long now() {
			return Drain.this.time.nanoTime().getAsLong();
		}

	}

}
