package dev.parley.identity.people;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A key with which a program acts for one organisation.
 *
 * @param user the machine user that it authenticates
 * @param prefix the first characters of the key, to recognise it by
 * @param expiresAt null if it is valid until revoked
 * @param lastUsedAt to the minute; null if never used
 * @param key the key itself; only in the response that creates it
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
