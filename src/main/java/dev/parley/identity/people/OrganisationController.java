package dev.parley.identity.people;

import java.net.URI;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

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

@Tag(name = "Organisations", description = "MSPs and their clients")
@RestController
@RequestMapping("/api/organisations")
class OrganisationController {

	private final OrganisationService organisations;

	OrganisationController(OrganisationService organisations) {
		this.organisations = organisations;
	}

	@GetMapping
	Page<Organisation> list(@AuthenticationPrincipal Caller caller,
			@RequestParam(required = false) @Nullable OrganisationKind kind,
			@RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor) {
		return this.organisations.list(caller, kind, PageRequest.of(limit, cursor));
	}

	@PostMapping
	ResponseEntity<Organisation> create(@AuthenticationPrincipal Caller caller,
			@Valid @RequestBody NewOrganisation wanted) {
		Organisation organisation = this.organisations.create(caller, wanted.kind(), wanted.id(), wanted.name(),
				wanted.msp());
		return ResponseEntity.created(URI.create("/api/organisations/" + organisation.id()))
			.eTag(EntityTag.of(organisation.version()))
			.body(organisation);
	}

	@GetMapping("/{id}")
	ResponseEntity<Organisation> read(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
		return tagged(this.organisations.read(caller, id));
	}

	@PatchMapping("/{id}")
	ResponseEntity<Organisation> rename(@AuthenticationPrincipal Caller caller, @PathVariable String id,
			@RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
			@Valid @RequestBody OrganisationChange change) {
		return tagged(this.organisations.rename(caller, id, change.name(), EntityTag.required(ifMatch)));
	}

	private static ResponseEntity<Organisation> tagged(Organisation organisation) {
		return ResponseEntity.ok().eTag(EntityTag.of(organisation.version())).body(organisation);
	}

	record NewOrganisation(@NotNull OrganisationKind kind, @Nullable String id, @NotNull String name,
			@Nullable String msp) {
	}

	record OrganisationChange(@NotNull String name) {
	}

}
