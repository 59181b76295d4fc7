package dev.parley.identity.people;

import java.time.Clock;

import org.springframework.stereotype.Service;

import dev.parley.identity.AccessChanges;
import dev.parley.identity.Caller;
import dev.parley.protocol.Page;
import dev.parley.protocol.PageRequest;
import dev.parley.protocol.RejectedException;

/** Lists and revokes API keys. */
@Service
class ApiKeyService {

	private final ApiKeyRepository keys;

	private final GrantRules rules;

	private final AccessChanges changes;

	private final Clock clock;

	ApiKeyService(ApiKeyRepository keys, GrantRules rules, AccessChanges changes, Clock clock) {
		this.keys = keys;
		this.rules = rules;
		this.changes = changes;
		this.clock = clock;
	}

	Page<ApiKey> list(Caller caller, PageRequest request) {
		this.rules.requireManager(caller);
		return this.keys.page(caller, request);
	}

	/** Takes effect at once, also on the key's open connections. */
	void revoke(Caller caller, String id) {
		ApiKey key = this.keys.find(caller, id).orElseThrow(() -> RejectedException.notFound("API key"));
		if (this.keys.revoke(id, this.clock.instant())) {
			this.changes.changed(key.user());
		}
	}

}
