package dev.parley.identity.token;

import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.parley.storage.StartException;

/**
 * The keys that sign and verify our tokens. A changed key file is reloaded within a
 * second, so that a rotation needs no restart. If the new file is unusable, the old keys
 * stay in use. Thread-safe.
 */
final class TokenKeys {

	/** How often to check the key file for changes. */
	private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

	private static final Logger log = LoggerFactory.getLogger(TokenKeys.class);

	private final @Nullable KeyFile file;

	private final Clock clock;

	private volatile List<SigningKey> keys;

	private FileTime modified = FileTime.fromMillis(0);

	private volatile Instant nextCheck;

	private TokenKeys(@Nullable KeyFile file, List<SigningKey> keys, Clock clock) {
		this.file = file;
		this.keys = keys;
		this.clock = clock;
		this.nextCheck = clock.instant().plus(CHECK_INTERVAL);
	}

	/** Fixed keys; the first one signs. */
	static TokenKeys of(List<SigningKey> keys, Clock clock) {
		return new TokenKeys(null, List.copyOf(keys), clock);
	}

	static TokenKeys of(KeyFile file, Clock clock) {
		FileTime modified = file.lastModified();
		TokenKeys keys = new TokenKeys(file, file.read(), clock);
		keys.modified = modified;
		return keys;
	}

	SigningKey current() {
		return keys().stream().filter((key) -> key.retired() == null).findFirst().orElseThrow();
	}

	Optional<SigningKey> find(@Nullable String id) {
		return keys().stream().filter((key) -> key.id().equals(id)).findFirst();
	}

	/** All keys, including those that only verify. */
	List<SigningKey> keys() {
		KeyFile source = this.file;
		if (source != null && !this.clock.instant().isBefore(this.nextCheck)) {
			reloadIfChanged(source);
		}
		return this.keys;
	}

	private synchronized void reloadIfChanged(KeyFile source) {
		Instant now = this.clock.instant();
		if (now.isBefore(this.nextCheck)) {
			return;
		}
		this.nextCheck = now.plus(CHECK_INTERVAL);
		FileTime seen = source.lastModified();
		if (Objects.equals(seen, this.modified)) {
			return;
		}
		this.modified = seen;
		try {
			this.keys = source.read();
			log.info("Reloaded the signing keys; {} signs new tokens", this.keys.getFirst().id());
		}
		catch (StartException ex) {
			log.warn("Failed to reload the signing keys, so the old ones stay in use. {}", ex.sentence());
		}
	}

}
