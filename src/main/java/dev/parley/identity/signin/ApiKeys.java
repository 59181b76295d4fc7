package dev.parley.identity.signin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.github.benmanes.caffeine.cache.Cache;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.parley.identity.AccessListener;
import dev.parley.identity.IdentityProperties;
import dev.parley.identity.Secrets;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;

/** Looks up API keys, which are stored as hashes. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class ApiKeys implements AccessListener {

	/** Prefix of every key, so that people and secret scanners recognise one. */
	public static final String PREFIX = "pk_";

	private static final int MAX_CACHED = 10_000;

	private static final int MAX_LENGTH = 128;

	private final JdbcClient jdbc;

	private final JdbcClient reads;

	private final Clock clock;

	private final Cache<String, Optional<ActiveKey>> cache;

	/** Last uses not yet written: one write a minute instead of one per request. */
	private final Map<String, Instant> uses = new ConcurrentHashMap<>();

	ApiKeys(JdbcClient jdbc, @Qualifier("reads") JdbcClient reads, IdentityProperties properties, Clock clock) {
		this.jdbc = jdbc;
		this.reads = reads;
		this.clock = clock;
		this.cache = ExpiringCache.of(MAX_CACHED, properties.accountCache(), clock);
	}

	/**
	 * The active key.
	 * @throws RejectedException with UNAUTHENTICATED
	 */
	ActiveKey find(String key) {
		Instant now = this.clock.instant();
		ActiveKey found = (key.length() <= MAX_LENGTH) ? this.cache.get(Secrets.hash(key), this::read).orElse(null)
				: null;
		if (found == null || (found.expiresAt() != null && !now.isBefore(found.expiresAt()))) {
			throw new RejectedException(ErrorCode.UNAUTHENTICATED,
					"The API key is not valid. It may have expired or been revoked.");
		}
		this.uses.put(found.id(), now);
		return found;
	}

	/** Stores when keys were last used. */
	void recordUses() {
		Map.copyOf(this.uses).forEach((id, at) -> {
			this.jdbc.sql("update api_key set last_used_at = :at where id = :id")
				.param("at", at.toEpochMilli())
				.param("id", id)
				.update();
			this.uses.remove(id, at);
		});
	}

	@Override
	public void accessChanged(String userId) {
		this.cache.asMap().values().removeIf((key) -> key.isEmpty() || key.get().userId().equals(userId));
	}

	private Optional<ActiveKey> read(String hash) {
		return this.reads.sql("""
				select id, user_id, created_at, expires_at from api_key where hash = :hash and revoked_at is null
				""").param("hash", hash).query(ApiKeys::key).optional();
	}

	private static ActiveKey key(ResultSet row, int number) throws SQLException {
		long expires = row.getLong("expires_at");
		Instant expiresAt = row.wasNull() ? null : Instant.ofEpochMilli(expires);
		return new ActiveKey(row.getString("id"), row.getString("user_id"),
				Instant.ofEpochMilli(row.getLong("created_at")), expiresAt);
	}

	/** A key that is not revoked. */
	record ActiveKey(String id, String userId, Instant createdAt, @Nullable Instant expiresAt) {

	}

}
