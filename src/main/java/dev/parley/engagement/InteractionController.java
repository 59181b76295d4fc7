package dev.parley.engagement;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import dev.parley.identity.Caller;
import dev.parley.protocol.ClientMessage.RecordInteraction;
import dev.parley.protocol.FieldRules;

@RestController
class InteractionController {

	private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

	private final InteractionService service;

	InteractionController(InteractionService service) {
		this.service = service;
	}

	@PostMapping("/api/engagements/{id}/interactions")
	Total record(@AuthenticationPrincipal Caller caller, @PathVariable String id,
			@RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String key,
			@Valid @RequestBody NewInteraction interaction) {
		FieldRules.optionalId(IDEMPOTENCY_KEY, key);
		RecordInteraction message = RecordInteraction.of(key, id, interaction.kind(), interaction.count());
		Recorded recorded = this.service.record(caller, message).join();
		return new Total(recorded.engagement(), recorded.kind(), recorded.total());
	}

	/** A kind of interaction, and how many; one by default. */
	record NewInteraction(@NotNull String kind, @Nullable Long count) {
	}

	/** The new total of the kind. */
	record Total(String engagement, String kind, long total) {
	}

}
