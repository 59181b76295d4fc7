package dev.parley.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The accounts looked up lately. Hears of a change before every other listener, so that
 * those who then ask get the new state.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class Accounts implements AccessListener {

	/** About 20 MB at most. */
	private static final int MOST = 50_000;

	private final AccountRepository repository;

	private final Cache<String, Optional<Account>> cache;

	Accounts(AccountRepository repository, IdentityProperties properties, Clock clock) {
		this.repository = repository;
		this.cache = cacheOf(MOST, properties.accountCache(), clock);
	}

	/** The account, unless there is none that may come in. */
	Optional<Account> find(String userId) {
		return this.cache.get(userId, this.repository::find);
	}

	@Override
	public void accessChanged(String userId) {
		this.cache.invalidate(userId);
	}

	/** A bounded cache that forgets by the given clock. */
	static <K, V> Cache<K, V> cacheOf(int most, Duration keep, Clock clock) {
		return Caffeine.newBuilder()
			.maximumSize(most)
			.expireAfterWrite(keep)
			.ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
			.build();
	}

}
