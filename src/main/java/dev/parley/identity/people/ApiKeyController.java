package dev.parley.identity.people;

import java.net.URI;
import java.time.Instant;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.parley.identity.Caller;
import dev.parley.protocol.Page;
import dev.parley.protocol.PageRequest;

@Tag(name = "API keys", description = "Keys with which programs act for an organisation")
@RestController
@RequestMapping("/api/api-keys")
class ApiKeyController {

	private final ApiKeyService keys;

	private final ApiKeyIssuer issuer;

	ApiKeyController(ApiKeyService keys, ApiKeyIssuer issuer) {
		this.keys = keys;
		this.issuer = issuer;
	}

	@GetMapping
	Page<ApiKey> list(@AuthenticationPrincipal Caller caller, @RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor) {
		return this.keys.list(caller, PageRequest.of(limit, cursor));
	}

	@PostMapping
	ResponseEntity<ApiKey> create(@AuthenticationPrincipal Caller caller, @Valid @RequestBody NewApiKey wanted) {
		ApiKey key = this.issuer.create(caller, wanted.name(), wanted.organisation(), wanted.expiresAt());
		return ResponseEntity.created(URI.create("/api/api-keys/" + key.id())).body(key);
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void revoke(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
		this.keys.revoke(caller, id);
	}

	record NewApiKey(@NotNull String name, @NotNull String organisation, @Nullable Instant expiresAt) {
	}

}
