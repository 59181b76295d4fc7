package dev.parley.engagement;

import org.jspecify.annotations.Nullable;

import dev.parley.protocol.FieldRules;

/**
 * Narrows down the engagements in scope; null means any.
 *
 * @param query part of the title or the client's name, ignoring case
 */
record EngagementFilter(@Nullable String client, @Nullable EngagementStatus status, @Nullable String query) {

	static EngagementFilter of(@Nullable String client, @Nullable String status, @Nullable String query) {
		return new EngagementFilter((client != null) ? FieldRules.id("client", client) : null,
				(status != null) ? EngagementStatus.of(status) : null, (query != null && !query.isBlank())
						? FieldRules.line("query", query.strip(), FieldRules.MAX_QUERY) : null);
	}

}
