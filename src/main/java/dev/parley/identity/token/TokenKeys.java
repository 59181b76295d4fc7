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
 * The keys that our tokens are signed and verified with. Keys from a file are read again
 * soon after the file changed, so that a rotation needs no restart; a file that has
 * become unusable leaves the old keys in force. Any thread may call.
 */
public final class TokenKeys {

	/** How late a rotated key is noticed. */
	private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

	private static final Logger log = LoggerFactory.getLogger(TokenKeys.class);

	private final @Nullable KeyFile file;

	private final Clock clock;

	private volatile List<SigningKey> keys;

	private FileTime modified = FileTime.fromMillis(0);

	private volatile Instant lookAt;

	private TokenKeys(@Nullable KeyFile file, List<SigningKey> keys, Clock clock) {
		this.file = file;
		this.keys = keys;
		this.clock = clock;
		this.lookAt = clock.instant().plus(LOOK_AGAIN);
	}

	/** Keys that stay as they are; the first signs. */
	public static TokenKeys of(List<SigningKey> keys, Clock clock) {
		return new TokenKeys(null, List.copyOf(keys), clock);
	}

	public static TokenKeys of(KeyFile file, Clock clock) {
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

	/** All, the ones for verification alone included. */
	List<SigningKey> keys() {
		KeyFile source = this.file;
		if (source != null && !this.clock.instant().isBefore(this.lookAt)) {
			lookAgain(source);
		}
		return this.keys;
	}

	private synchronized void lookAgain(KeyFile source) {
		Instant now = this.clock.instant();
		if (now.isBefore(this.lookAt)) {
			return;
		}
		this.lookAt = now.plus(LOOK_AGAIN);
		FileTime seen = source.lastModified();
		if (Objects.equals(seen, this.modified)) {
			return;
		}
		this.modified = seen;
		try {
			this.keys = source.read();
			log.info("Read the changed signing keys; {} signs", this.keys.getFirst().id());
		}
		catch (StartException ex) {
			log.warn("The old signing keys stay in force. {}", ex.sentence());
		}
	}

}
