package dev.parley.identity.people;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

import dev.parley.identity.Caller;
import dev.parley.identity.Grant;
import dev.parley.identity.NameRules;
import dev.parley.identity.Secrets;
import dev.parley.identity.signin.ApiKeys;
import dev.parley.protocol.RejectedException;
import dev.parley.storage.NewIds;

/**
 * Creates API keys. Each key has its own machine user, so that its actions carry its
 * name. The machine has the role of one organisation and is never a manager.
 */
@Service
class ApiKeyIssuer {

	/** Enough to tell keys apart, too little to guess one. */
	private static final int PREFIX_LENGTH = 10;

	private final ApiKeyRepository keys;

	private final UserRepository users;

	private final GrantRules rules;

	private final Secrets secrets;

	private final NewIds ids;

	private final Clock clock;

	private final TransactionOperations transactions;

	ApiKeyIssuer(ApiKeyRepository keys, UserRepository users, GrantRules rules, Secrets secrets, NewIds ids,
			Clock clock, TransactionOperations transactions) {
		this.keys = keys;
		this.users = users;
		this.rules = rules;
		this.secrets = secrets;
		this.ids = ids;
		this.clock = clock;
		this.transactions = transactions;
	}

	/** Creates a key. Only this response contains the key itself. */
	ApiKey create(Caller caller, String name, String organisation, @Nullable Instant expiresAt) {
		Organisation owner = this.rules.requireManaged(caller, organisation);
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
		if (expiresAt != null && !expiresAt.isAfter(now)) {
			throw RejectedException.invalid("expiresAt", "The expiry time must be in the future.");
		}
		String secret = this.secrets.create(ApiKeys.PREFIX);
		ApiKey key = new ApiKey(this.ids.next(), this.ids.next(), NameRules.clean("name", name), organisation,
				secret.substring(0, PREFIX_LENGTH), now, expiresAt, null, secret);
		this.transactions.executeWithoutResult((status) -> {
			this.users.insertMachine(key.user(), key.name());
			this.users.addGrant(key.user(), new Grant(owner.kind().role(), organisation, false));
			this.keys.insert(key, Secrets.hash(secret), caller.id());
		});
		return key;
	}

}
