package dev.parley.identity.signin;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** Creates bounded caches whose entries expire by an injected clock. */
final class ExpiringCache {

	private ExpiringCache() {
	}

	static <K, V> Cache<K, V> of(int maximumSize, Duration expireAfterWrite, Clock clock) {
		return Caffeine.newBuilder()
			.maximumSize(maximumSize)
			.expireAfterWrite(expireAfterWrite)
			.ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
			.build();
	}

}
