package dev.parley.realtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import dev.parley.protocol.CloseCode;
import dev.parley.realtime.TimerWheel.Timer;

/**
 * Looks after each open connection by one timer: pings it and closes it when it stays
 * silent, warns it before its token ends and closes it when it has ended.
 */
final class KeepAlive {

	/**
	 * Pings are spread by this much, so that those who came together do not answer
	 * together for ever.
	 */
	private static final double JITTER = 0.1;

	/**
	 * How soon to look again at a connection that is busy writing: its ping would wait
	 * behind that.
	 */
	private static final long BUSY_NANOS = Duration.ofSeconds(1).toNanos();

	private final TimerWheel wheel;

	private final LongSupplier nanoTime;

	private final Clock clock;

	private final RandomGenerator random;

	private final SystemFrames frames;

	private final long pingInterval;

	private final long pingTimeout;

	private final Duration tokenWarning;

	KeepAlive(TimerWheel wheel, TimeSource time, SystemFrames frames, RealtimeProperties properties) {
		this.wheel = wheel;
		this.nanoTime = time.nanoTime();
		this.clock = time.clock();
		this.random = time.random();
		this.frames = frames;
		this.pingInterval = properties.pingInterval().toNanos();
		this.pingTimeout = properties.pingTimeout().toNanos();
		this.tokenWarning = properties.tokenWarning();
	}

	/** Begins to look after a connection. */
	Watch watch(LiveConnection connection) {
		Watch watch = new Watch(connection);
		this.wheel.start(watch.timer, 0);
		return watch;
	}

	/**
	 * What is kept for one connection; all but start and stop runs on the wheel's thread.
	 */
	final class Watch implements Runnable {

		private final LiveConnection connection;

		private final Timer timer;

		private long nextPing;

		private long pingedAt;

		private boolean pinged;

		private @Nullable Instant warnedOf;

		private Watch(LiveConnection connection) {
			this.connection = connection;
			this.timer = new Timer(this);
			this.nextPing = KeepAlive.this.nanoTime.getAsLong() + jittered();
		}

		/** Looks again now, since the token changed. */
		void renewed() {
			KeepAlive.this.wheel.start(this.timer, 0);
		}

		void stop() {
			KeepAlive.this.wheel.stop(this.timer);
		}

		@Override
		public void run() {
			long now = KeepAlive.this.nanoTime.getAsLong();
			long next = Math.min(tokenDue(), heartbeatDue(now));
			if (this.connection.isOpen()) {
				KeepAlive.this.wheel.start(this.timer, next);
			}
		}

		/** In how many nanoseconds to look at the token again. */
		private long tokenDue() {
			Instant expiresAt = this.connection.authenticated().expiresAt();
			if (expiresAt == null) {
				return Long.MAX_VALUE;
			}
			Duration left = Duration.between(KeepAlive.this.clock.instant(), expiresAt);
			Duration unwarned = left.minus(KeepAlive.this.tokenWarning);
			if (!left.isPositive()) {
				this.connection.close(CloseCode.TOKEN_EXPIRED);
			}
			else if (unwarned.isPositive()) {
				return saturated(unwarned);
			}
			else if (!expiresAt.equals(this.warnedOf)) {
				this.warnedOf = expiresAt;
				this.connection.send(KeepAlive.this.frames.tokenExpiring(expiresAt));
			}
			return saturated(left);
		}

		/** In how many nanoseconds to look at the heartbeat again. */
		private long heartbeatDue(long now) {
			if (this.pinged && now - this.pingedAt >= KeepAlive.this.pingTimeout) {
				if (this.connection.heardAt() - this.pingedAt >= 0) {
					this.pinged = false;
				}
				else if (this.connection.isWriting()) {
					return BUSY_NANOS;
				}
				else {
					this.connection.close(CloseCode.HEARTBEAT_LOST);
				}
			}
			if (!this.pinged && now - this.nextPing >= 0) {
				return ping(now);
			}
			return (this.pinged ? this.pingedAt + KeepAlive.this.pingTimeout : this.nextPing) - now;
		}

		private long ping(long now) {
			if (this.connection.isWriting()) {
				return BUSY_NANOS;
			}
			this.connection.ping();
			this.pinged = true;
			this.pingedAt = now;
			this.nextPing = now + jittered();
			return KeepAlive.this.pingTimeout;
		}

		private long jittered() {
			double factor = 1 - JITTER + 2 * JITTER * KeepAlive.this.random.nextDouble();
			return (long) (KeepAlive.this.pingInterval * factor);
		}

		private static long saturated(Duration duration) {
			return (duration.toDays() > 365) ? Duration.ofDays(365).toNanos() : duration.toNanos();
		}

	}

}
