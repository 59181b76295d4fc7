package dev.parley.alert;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import dev.parley.protocol.Person;

/**
 * The current state of an alert.
 *
 * @param seq the event that raised it
 * @param occurrences how often it was raised while open
 * @param comment the latest comment, given when it was acknowledged or resolved
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Alert(String id, String engagement, long seq, String severity, String title, @Nullable String detail,
		String state, @Nullable String dedupKey, long occurrences, Person raisedBy, Instant raisedAt,
		@Nullable Person acknowledgedBy, @Nullable Instant acknowledgedAt, @Nullable String comment,
		@Nullable Person resolvedBy, @Nullable Instant resolvedAt) {

	Alert acknowledged(Person by, Instant at, @Nullable String comment) {
		return new Alert(this.id, this.engagement, this.seq, this.severity, this.title, this.detail,
				AlertState.ACKNOWLEDGED.wire(), this.dedupKey, this.occurrences, this.raisedBy, this.raisedAt, by, at,
				comment, null, null);
	}

	/** Without a comment, keeps the comment of the acknowledgement. */
	Alert resolved(Person by, Instant at, @Nullable String comment) {
		return new Alert(this.id, this.engagement, this.seq, this.severity, this.title, this.detail,
				AlertState.RESOLVED.wire(), this.dedupKey, this.occurrences, this.raisedBy, this.raisedAt,
				this.acknowledgedBy, this.acknowledgedAt, (comment != null) ? comment : this.comment, by, at);
	}

	Alert repeated() {
		return new Alert(this.id, this.engagement, this.seq, this.severity, this.title, this.detail, this.state,
				this.dedupKey, this.occurrences + 1, this.raisedBy, this.raisedAt, this.acknowledgedBy,
				this.acknowledgedAt, this.comment, this.resolvedBy, this.resolvedAt);
	}

}
