package dev.parley.identity.people;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A key by which a program acts for one organisation.
 *
 * @param user the machine user as which it acts
 * @param prefix how the key starts, so that its holder can tell which one it is
 * @param expiresAt null for one that lasts until it is withdrawn
 * @param lastUsedAt to the minute; null if it never was
 * @param key the key itself; only in the answer to its making
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ApiKey(String id, @JsonIgnore String user, String name, String organisation, String prefix, Instant createdAt,
		@Nullable Instant expiresAt, @Nullable Instant lastUsedAt, @Nullable String key) {

	/** Without the key. */
	@Override
	public String toString() {
		return "ApiKey[id=" + this.id + "]";
	}

}
