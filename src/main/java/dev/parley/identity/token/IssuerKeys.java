package dev.parley.identity.token;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.PublicJwk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.parley.identity.IdentityProperties.Issuer;

/**
 * Cache of the public keys of external issuers. Fetches an issuer's keys from its
 * configured URL when a token names an unknown key, at most once a minute. Keys of one
 * issuer are never used for another.
 */
final class IssuerKeys {

	private static final Duration FETCH_AT_MOST_EVERY = Duration.ofMinutes(1);

	/** How long to cache keys; limits how long a revoked key stays valid. */
	private static final Duration CACHE_FOR = Duration.ofHours(1);

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private static final int MAX_BYTES = 256 * 1024;

	private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

	private final Map<String, KeySet> sets = new ConcurrentHashMap<>();

	private final Clock clock;

	IssuerKeys(Clock clock) {
		this.clock = clock;
	}

	/** The key with this id, if the issuer has it and allows it for this algorithm. */
	Optional<Key> find(Issuer issuer, String kid, String algorithm) {
		return this.sets.computeIfAbsent(issuer.issuer(), (name) -> new KeySet(issuer))
			.find(kid)
			.filter((key) -> key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm))
			.map(PublicJwk::toKey);
	}

	/** The keys of one issuer. One thread fetches while others wait. */
	private final class KeySet {

		private final Issuer issuer;

		private final ReentrantLock lock = new ReentrantLock();

		private volatile Map<String, PublicJwk<?>> keys = Map.of();

		private volatile Instant fetchedAt = Instant.MIN;

		private Instant triedAt = Instant.MIN;

		private KeySet(Issuer issuer) {
			this.issuer = issuer;
		}

		private Optional<PublicJwk<?>> find(String kid) {
			if (!this.keys.containsKey(kid) || isOlder(this.fetchedAt, CACHE_FOR)) {
				fetch();
			}
			return Optional.ofNullable(this.keys.get(kid));
		}

		private void fetch() {
			this.lock.lock();
			try {
				if (isOlder(this.triedAt, FETCH_AT_MOST_EVERY)) {
					this.triedAt = IssuerKeys.this.clock.instant();
					this.keys = parse(download());
					this.fetchedAt = this.triedAt;
				}
			}
			catch (IOException | JacksonException ex) {
				log.warn("Failed to fetch the keys of issuer {} from {}: {}", this.issuer.issuer(),
						this.issuer.jwksUri(), ex.toString());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			finally {
				this.lock.unlock();
			}
		}

		private byte[] download() throws IOException, InterruptedException {
			HttpRequest request = HttpRequest.newBuilder(this.issuer.jwksUri())
				.timeout(TIMEOUT)
				.header("Accept", "application/json")
				.build();
			HttpResponse<InputStream> response = IssuerKeys.this.http.send(request,
					HttpResponse.BodyHandlers.ofInputStream());
			try (InputStream body = response.body()) {
				if (response.statusCode() != 200) {
					throw new IOException("status " + response.statusCode());
				}
				byte[] bytes = body.readNBytes(MAX_BYTES + 1);
				if (bytes.length > MAX_BYTES) {
					throw new IOException("more than " + MAX_BYTES + " bytes");
				}
				return bytes;
			}
		}

		private boolean isOlder(Instant moment, Duration age) {
			return moment.equals(Instant.MIN) || IssuerKeys.this.clock.instant().isAfter(moment.plus(age));
		}

	}

	private static Map<String, PublicJwk<?>> parse(byte[] json) {
		Map<String, PublicJwk<?>> keys = new HashMap<>();
		for (JsonNode node : JSON.readTree(json).path("keys")) {
			try {
				Jwk<?> jwk = Jwks.parser().build().parse(node.toString());
				if (jwk instanceof PublicJwk<?> key && key.getId() != null) {
					keys.put(key.getId(), key);
				}
			}
			catch (RuntimeException ex) {
				log.debug("Ignored a key of an unsupported type: {}", ex.toString());
			}
		}
		return Map.copyOf(keys);
	}

}
