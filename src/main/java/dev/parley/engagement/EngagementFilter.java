package dev.parley.engagement;

import org.jspecify.annotations.Nullable;

import dev.parley.protocol.FieldRules;

/**
 * Which engagements of those in scope are wanted; null stands for all.
 *
 * @param query part of the title or of the client's name, in any case
 */
record EngagementFilter(@Nullable String client, @Nullable EngagementStatus status, @Nullable String query) {

	private static final int MAX_QUERY = 200;

	static EngagementFilter of(@Nullable String client, @Nullable String status, @Nullable String query) {
		return new EngagementFilter((client != null) ? FieldRules.id("client", client) : null,
				(status != null) ? EngagementStatus.of(status) : null,
				(query != null && !query.isBlank()) ? FieldRules.line("query", query.strip(), MAX_QUERY) : null);
	}

}
