package dev.parley.storage;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

import org.springframework.stereotype.Component;

/**
 * Makes the ids of new things: UUIDs of version 7, which sort by the time they were made
 * and so keep the indexes of both databases compact. Any thread may call.
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
