package dev.parley.storage;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

import org.springframework.stereotype.Component;

/**
 * Generates ids: UUIDs of version 7. They sort by creation time, which keeps the indexes
 * of both databases compact. Thread-safe.
 */
@Component
public class NewIds {

	private final Clock clock;

	private final SecureRandom random;

	public NewIds(Clock clock, SecureRandom random) {
		this.clock = clock;
		this.random = random;
	}

	public String next() {
		long high = (this.clock.millis() << 16) | 0x7000 | this.random.nextInt(1 << 12);
		long low = (this.random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
		return new UUID(high, low).toString();
	}

}
