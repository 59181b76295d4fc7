package dev.parley.identity.people;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

import dev.parley.identity.AccessChanges;
import dev.parley.identity.Caller;
import dev.parley.identity.Grant;
import dev.parley.identity.Names;
import dev.parley.identity.Secrets;
import dev.parley.identity.signin.ApiKeys;
import dev.parley.protocol.Page;
import dev.parley.protocol.PageRequest;
import dev.parley.protocol.RejectedException;
import dev.parley.storage.NewIds;

/**
 * Makes and withdraws the keys of programs. Each acts as a machine user of its own, with
 * the role of one organisation and never as a manager, so that what it did carries its
 * name.
 */
@Service
class ApiKeyService {

	/** Enough to tell keys apart, too little to guess one. */
	private static final int PREFIX_LENGTH = 10;

	private final ApiKeyRepository keys;

	private final UserRepository users;

	private final GrantRules rules;

	private final Secrets secrets;

	private final NewIds ids;

	private final AccessChanges changes;

	private final Clock clock;

	private final TransactionOperations transactions;

	ApiKeyService(ApiKeyRepository keys, UserRepository users, GrantRules rules, Secrets secrets, NewIds ids,
			AccessChanges changes, Clock clock, TransactionOperations transactions) {
		this.transactions = transactions;
		this.keys = keys;
		this.users = users;
		this.rules = rules;
		this.secrets = secrets;
		this.ids = ids;
		this.changes = changes;
		this.clock = clock;
	}

	Page<ApiKey> list(Caller caller, PageRequest request) {
		this.rules.requireManager(caller);
		return this.keys.page(caller, request);
	}

	/** The only time that the key itself is told. */
	ApiKey create(Caller caller, String name, String organisation, @Nullable Instant expiresAt) {
		Organisation owner = this.rules.requireManaged(caller, organisation);
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
		if (expiresAt != null && !expiresAt.isAfter(now)) {
			throw RejectedException.invalid("expiresAt", "The key would have expired already; choose a later time.");
		}
		String secret = this.secrets.create(ApiKeys.PREFIX);
		ApiKey key = new ApiKey(this.ids.next(), this.ids.next(), Names.clean("name", name), organisation,
				secret.substring(0, PREFIX_LENGTH), now, expiresAt, null, secret);
		this.transactions.executeWithoutResult((status) -> {
			this.users.insertMachine(key.user(), key.name());
			this.users.addGrant(key.user(), new Grant(owner.kind().role(), organisation, false));
			this.keys.insert(key, Secrets.hash(secret), caller.id());
		});
		return key;
	}

	/** Takes effect at once, also on what the key holds open. */
	void revoke(Caller caller, String id) {
		ApiKey key = this.keys.find(caller, id).orElseThrow(() -> RejectedException.notFound("API key"));
		if (this.keys.revoke(id, this.clock.instant())) {
			this.changes.changed(key.user());
		}
	}

}
