package dev.parley.identity.signin;

import java.time.Clock;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import dev.parley.identity.AccessListener;
import dev.parley.identity.IdentityProperties;

/**
 * The accounts looked up lately. Hears of a change before every other listener, so that
 * those who then ask get the new state.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class AccountCache implements AccessListener {

	/** About 20 MB at most. */
	private static final int MOST = 50_000;

	private final AccountRepository repository;

	private final Cache<String, Optional<Account>> cache;

	AccountCache(AccountRepository repository, IdentityProperties properties, Clock clock) {
		this.repository = repository;
		this.cache = ExpiringCache.of(MOST, properties.accountCache(), clock);
	}

	/** The account, unless there is none that may come in. */
	Optional<Account> find(String userId) {
		return this.cache.get(userId, this.repository::find);
	}

	@Override
	public void accessChanged(String userId) {
		this.cache.invalidate(userId);
	}

}
