package dev.parley.realtime;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Limits the rate of frames of a connection and a user, and of handshakes of an address.
 * The number of buckets is bounded: the least recently used are evicted first. Any thread
 * may call.
 */
public final class RateLimiter {

	/** A bucket is full again long before, so evicting it changes nothing. */
	private static final Duration REMEMBERED = Duration.ofMinutes(2);

	private static final int REMEMBERED_AT_MOST = 100_000;

	/** A burst of handshakes, as seconds of the sustained rate. */
	private static final int HANDSHAKE_BURST_SECONDS = 10;

	/**
	 * Refused frames tolerated per second; a sustained higher rate makes a client
	 * abusive.
	 */
	private static final int FORGIVEN_PER_SECOND = 1;

	private final RealtimeProperties properties;

	private final TimeSource time;

	private final Cache<String, TokenBucket> users;

	private final Cache<String, TokenBucket> addresses;

	private final Cache<String, TokenBucket> failures;

	RateLimiter(RealtimeProperties properties, TimeSource time) {
		this.properties = properties;
		this.time = time;
		this.users = remembering();
		this.addresses = remembering();
		this.failures = remembering();
	}

	/** Counts a frame that a connection sent, for it and for its user. */
	public RateLimitResult frame(Connection connection) {
		LiveConnection live = (LiveConnection) connection;
		long now = now();
		long wait = take(live.frames(), now);
		if (wait == 0) {
			wait = take(bucket(this.users, live.authenticated().caller().id(), now), now);
		}
		if (wait == 0) {
			return RateLimitResult.ALLOWED;
		}
		boolean abusive = live.refusals(now).take(now, FORGIVEN_PER_SECOND, this.properties.messageBurst()) > 0;
		return RateLimitResult.refused(wait, abusive);
	}

	/**
	 * Counts a handshake by its address alone, before authentication. Addresses with too
	 * many failed ones are refused as well.
	 */
	public RateLimitResult handshake(String address) {
		long now = now();
		int failedRate = this.properties.failedHandshakesPerAddress();
		TokenBucket failed = this.failures.getIfPresent(address);
		if (failed != null && failed.isEmpty(now, failedRate, burst(failedRate))) {
			return RateLimitResult.refused(Duration.ofSeconds(1).toNanos() / failedRate, false);
		}
		int rate = this.properties.handshakesPerAddress();
		long wait = bucket(this.addresses, address, now).take(now, rate, burst(rate));
		return (wait == 0) ? RateLimitResult.ALLOWED : RateLimitResult.refused(wait, false);
	}

	/** Counts a handshake whose credential was missing or wrong. */
	public void failedHandshake(String address) {
		long now = now();
		int rate = this.properties.failedHandshakesPerAddress();
		bucket(this.failures, address, now).take(now, rate, burst(rate));
	}

	private long take(TokenBucket bucket, long now) {
		return bucket.take(now, this.properties.messagesPerSecond(), this.properties.messageBurst());
	}

	private long now() {
		return this.time.nanoTime().getAsLong();
	}

	private Cache<String, TokenBucket> remembering() {
		return Caffeine.newBuilder()
			.maximumSize(REMEMBERED_AT_MOST)
			.expireAfterAccess(REMEMBERED)
			.ticker(this.time.nanoTime()::getAsLong)
			.build();
	}

	private static TokenBucket bucket(Cache<String, TokenBucket> buckets, String key, long now) {
		return buckets.get(key, (unknown) -> new TokenBucket(now));
	}

	private static int burst(int perSecond) {
		return perSecond * HANDSHAKE_BURST_SECONDS;
	}

}
