package dev.parley.identity.signin;

import java.time.Clock;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import dev.parley.identity.AccessListener;
import dev.parley.identity.IdentityProperties;

/** Cache of recently used accounts. Invalidated before other listeners run. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class AccountCache implements AccessListener {

	/** About 20 MB. */
	private static final int MAX_ENTRIES = 50_000;

	private final AccountRepository repository;

	private final Cache<String, Optional<Account>> cache;

	AccountCache(AccountRepository repository, IdentityProperties properties, Clock clock) {
		this.repository = repository;
		this.cache = ExpiringCache.of(MAX_ENTRIES, properties.accountCache(), clock);
	}

	/** The account; empty if the user may not sign in. */
	Optional<Account> find(String userId) {
		return this.cache.get(userId, this.repository::find);
	}

	@Override
	public void accessChanged(String userId) {
		this.cache.invalidate(userId);
	}

}
