package dev.parley.engagement;

import java.net.URI;

import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.parley.identity.Caller;
import dev.parley.protocol.EntityTag;
import dev.parley.protocol.Page;
import dev.parley.protocol.PageRequest;

@RestController
@RequestMapping("/api/engagements")
class EngagementController {

	private final EngagementService service;

	private final EngagementOverview overview;

	EngagementController(EngagementService service, EngagementOverview overview) {
		this.service = service;
		this.overview = overview;
	}

	@GetMapping
	Page<Engagement> list(@AuthenticationPrincipal Caller caller, @RequestParam @Nullable String client,
			@RequestParam @Nullable String status, @RequestParam @Nullable String query,
			@RequestParam @Nullable Integer limit, @RequestParam @Nullable String cursor) {
		return this.overview.list(caller, EngagementFilter.of(client, status, query), PageRequest.of(limit, cursor));
	}

	@PostMapping
	ResponseEntity<Engagement> create(@AuthenticationPrincipal Caller caller,
			@Valid @RequestBody NewEngagement wanted) {
		Engagement created = this.overview.get(caller, this.service.create(caller, wanted).join());
		return ResponseEntity.created(URI.create("/api/engagements/" + created.id()))
			.eTag(EntityTag.of(created.version()))
			.body(created);
	}

	@GetMapping("/{id}")
	ResponseEntity<Engagement> get(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
		Engagement engagement = this.overview.get(caller, id);
		return ResponseEntity.ok().eTag(EntityTag.of(engagement.version())).body(engagement);
	}

	@PatchMapping("/{id}")
	ResponseEntity<Engagement> change(@AuthenticationPrincipal Caller caller, @PathVariable String id,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
			@RequestBody EngagementChange change) {
		this.service.change(caller, id, EntityTag.required(ifMatch), change.title(), change.status()).join();
		return get(caller, id);
	}

	/** The fields to change; null leaves a field unchanged. */
	record EngagementChange(@Nullable String title, @Nullable String status) {
	}

}
