package dev.parley.storage;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NewIdsTests {

	private static String idAt(long millis) {
		Clock clock = Clock.fixed(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
		return new NewIds(clock, new SecureRandom()).next();
	}

	@Test
	void isAUuidOfVersion7() {
		UUID id = UUID.fromString(idAt(1_795_000_000_000L));
		assertThat(id.version()).isEqualTo(7);
		assertThat(id.variant()).isEqualTo(2);
		assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(1_795_000_000_000L);
	}

	@Test
	void sortsByTheTimeItWasMade() {
		assertThat(idAt(1_795_000_000_001L)).isGreaterThan(idAt(1_795_000_000_000L));
	}

	@Test
	void doesNotRepeatWithinAMillisecond() {
		Set<String> seen = new HashSet<>();
		for (int i = 0; i < 1000; i++) {
			assertThat(seen.add(idAt(1))).isTrue();
		}
	}

}
