package dev.parley.chat;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.parley.engagement.EngagementAccess;
import dev.parley.identity.Caller;
import dev.parley.protocol.FieldRules;
import dev.parley.protocol.Page;
import dev.parley.protocol.PageRequest;

@RestController
class SearchController {

	private final SearchRepository messages;

	private final MessageIndex index;

	private final EngagementAccess access;

	SearchController(SearchRepository messages, MessageIndex index, EngagementAccess access) {
		this.messages = messages;
		this.index = index;
		this.access = access;
	}

	@GetMapping("/api/search")
	Page<SearchHit> search(@AuthenticationPrincipal Caller caller, @RequestParam String q,
			@RequestParam @Nullable String engagement, @RequestParam @Nullable Integer limit) {
		PageRequest page = PageRequest.of(limit, null);
		SearchTerms terms = SearchTerms.of(FieldRules.line("q", q, FieldRules.MAX_QUERY));
		String within = (engagement != null) ? this.access.require(caller, engagement).id() : null;
		if (terms.isEmpty()) {
			return Page.whole(List.of());
		}
		this.index.catchUp();
		return Page.whole(this.messages.find(caller, terms, within, page.limit()));
	}

}
