package dev.parley.realtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** A time that only goes on when a test says so. */
final class ManualTime implements InstantSource {

	static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

	private final AtomicLong nanos = new AtomicLong();

	@Override
	public Instant instant() {
		return START.plusNanos(this.nanos.get());
	}

	void turn(Duration duration) {
		this.nanos.addAndGet(duration.toNanos());
	}

	TimeSource source() {
		return new TimeSource(withZone(ZoneOffset.UTC), this.nanos::get, RandomGenerator.of("L64X128MixRandom"));
	}

	Clock clock() {
		return withZone(ZoneOffset.UTC);
	}

}
