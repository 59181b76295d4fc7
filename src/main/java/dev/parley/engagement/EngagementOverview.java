package dev.parley.engagement;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import dev.parley.engagement.ActivityRepository.ConversationSummary;
import dev.parley.engagement.Engagement.OpenAlerts;
import dev.parley.engagement.Engagement.Reader;
import dev.parley.identity.Caller;
import dev.parley.protocol.Page;
import dev.parley.protocol.PageRequest;
import dev.parley.protocol.RejectedException;

/** Assembles engagements for a caller. A page needs as many queries as a single one. */
@Component
class EngagementOverview {

	private final EngagementAccess access;

	private final EngagementRepository engagements;

	private final ActivityRepository activity;

	EngagementOverview(EngagementAccess access, EngagementRepository engagements, ActivityRepository activity) {
		this.access = access;
		this.engagements = engagements;
		this.activity = activity;
	}

	Page<Engagement> list(Caller caller, EngagementFilter filter, PageRequest request) {
		Page<EngagementRow> page = Page.of(this.engagements.page(caller, filter, request), request,
				EngagementRow::position);
		return new Page<>(seenBy(caller, page.items(), null), page.next());
	}

	/** One engagement, with its read markers. */
	Engagement get(Caller caller, String id) {
		this.access.require(caller, id);
		EngagementRow row = this.engagements.find(id).orElseThrow(() -> RejectedException.notFound("engagement"));
		return seenBy(caller, List.of(row), this.activity.readers(id)).getFirst();
	}

	private List<Engagement> seenBy(Caller caller, List<EngagementRow> rows, @Nullable List<Reader> readers) {
		if (rows.isEmpty()) {
			return List.of();
		}
		List<String> ids = rows.stream().map(EngagementRow::id).toList();
		Map<String, ConversationSummary> conversations = this.activity.conversations(caller.id(), ids);
		Map<String, Map<String, Long>> interactions = this.activity.interactions(ids);
		Map<String, OpenAlerts> alerts = this.activity.openAlerts(ids);
		return rows.stream().map((row) -> {
			ConversationSummary conversation = Objects.requireNonNull(conversations.get(row.id()));
			return new Engagement(row.id(), row.title(), row.status(), row.msp(), row.client(), row.head(),
					conversation.unread(), conversation.read(), interactions.getOrDefault(row.id(), Map.of()),
					alerts.getOrDefault(row.id(), OpenAlerts.NONE), conversation.lastMessage(), row.updatedAt(),
					row.version(), readers);
		}).toList();
	}

}
