package dev.parley.identity.people;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

import dev.parley.identity.AccessChanges;
import dev.parley.identity.Caller;
import dev.parley.identity.EmailAddresses;
import dev.parley.identity.Grant;
import dev.parley.identity.NameRules;
import dev.parley.identity.signin.Passwords;
import dev.parley.protocol.EntityTag;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.Page;
import dev.parley.protocol.PageRequest;
import dev.parley.protocol.RejectedException;
import dev.parley.storage.NewIds;

/**
 * Manages people and their grants. Managers give and revoke grants for the organisations
 * they manage and see no others. Only administrators create, rename and disable users;
 * users can also rename themselves.
 */
@Service
class UserService {

	private final UserRepository users;

	private final GrantRules rules;

	private final ExternalIdentities externals;

	private final AccessChanges changes;

	private final Passwords passwords;

	private final NewIds ids;

	private final TransactionOperations transactions;

	UserService(UserRepository users, GrantRules rules, ExternalIdentities externals, AccessChanges changes,
			Passwords passwords, NewIds ids, TransactionOperations transactions) {
		this.passwords = passwords;
		this.ids = ids;
		this.transactions = transactions;
		this.users = users;
		this.rules = rules;
		this.externals = externals;
		this.changes = changes;
	}

	Page<User> list(Caller caller, @Nullable String organisation, @Nullable String query, PageRequest request) {
		this.rules.requireManager(caller);
		if (organisation != null) {
			this.rules.requireManaged(caller, organisation);
		}
		return this.users.page(caller, organisation, query, request);
	}

	/** A user whom the caller manages, or the caller. */
	User read(Caller caller, String id) {
		return this.users.find(caller, id).orElseThrow(() -> RejectedException.notFound("user"));
	}

	/**
	 * Creates a user. For administrators only, since a conflict reveals who exists;
	 * managers send invitations.
	 * @param password null for a user who signs in only through an external issuer
	 */
	User create(Caller caller, String email, String name, @Nullable String password, List<Grant> grants) {
		if (!caller.isAdmin()) {
			throw new RejectedException(ErrorCode.FORBIDDEN,
					"Only administrators can create users. Managers can invite them.");
		}
		requireDistinct(grants);
		grants.forEach((grant) -> this.rules.requireMayGive(caller, grant));
		String address = EmailAddresses.canonical(email);
		String cleanName = NameRules.clean("name", name);
		String hash = (password != null) ? this.passwords.choose("password", password) : null;
		String id = this.ids.next();
		try {
			this.transactions.executeWithoutResult((status) -> {
				this.users.insert(id, address, cleanName, hash);
				grants.forEach((grant) -> this.users.addGrant(id, grant));
			});
		}
		catch (DuplicateKeyException ex) {
			throw new RejectedException(ErrorCode.CONFLICT, "A user with this email address already exists.");
		}
		return read(caller, id);
	}

	User change(Caller caller, String id, UserChange change, long version) {
		User before = read(caller, id);
		boolean forAdministrators = change.disabled() != null || change.external() != null || !caller.id().equals(id);
		if (forAdministrators && !caller.isAdmin()) {
			throw new RejectedException(ErrorCode.FORBIDDEN,
					"Only administrators can do this. Managers can revoke the user's grants.");
		}
		String newName = (change.name() != null) ? NameRules.clean("name", change.name()) : null;
		return inTransaction(caller, before, () -> {
			if (!this.users.change(id, newName, change.disabled(), version)) {
				throw EntityTag.mismatch();
			}
			if (change.external() != null) {
				this.externals.bind(id, change.external().identity());
			}
		});
	}

	/**
	 * Replaces the user's grants that the caller manages. Other grants stay unchanged.
	 */
	User replaceGrants(Caller caller, String id, List<Grant> wanted) {
		User before = read(caller, id);
		this.rules.requireManager(caller);
		requireDistinct(wanted);
		return inTransaction(caller, before, () -> {
			this.users.touch(id);
			Set<Grant> held = this.users.grants(id);
			Set<Grant> next = merge(caller, id, held, wanted);
			held.stream().filter((grant) -> !next.contains(grant)).forEach((gone) -> this.users.removeGrant(id, gone));
			next.stream().filter((grant) -> !held.contains(grant)).forEach((added) -> this.users.addGrant(id, added));
		});
	}

	/**
	 * The resulting grants. Callers who change their own grants may repeat those that
	 * they hold but do not manage.
	 */
	private Set<Grant> merge(Caller caller, String id, Set<Grant> held, List<Grant> wanted) {
		Set<Grant> kept = held.stream()
			.filter((grant) -> !this.rules.mayGive(caller, grant))
			.collect(Collectors.toUnmodifiableSet());
		Set<Grant> next = new HashSet<>(kept);
		for (Grant grant : wanted) {
			if (!caller.id().equals(id) || !kept.contains(grant)) {
				this.rules.requireMayGive(caller, grant);
				next.add(grant);
			}
		}
		return next;
	}

	/**
	 * Changes a user, unless that would leave the installation without an administrator.
	 */
	private User inTransaction(Caller caller, User before, Runnable change) {
		return this.transactions.execute((status) -> {
			this.users.lockAdministrators();
			change.run();
			if (this.users.countAdministrators() == 0) {
				throw new RejectedException(ErrorCode.CONFLICT,
						"This is the last administrator who can sign in. Create another one first.");
			}
			this.changes.changed(before.id());
			return changed(caller, before);
		});
	}

	/** The changed user; without grants if the caller no longer sees them. */
	private User changed(Caller caller, User before) {
		return this.users.findChanged(caller, before.id())
			.orElseGet(() -> new User(before.id(), before.name(), before.email(), before.disabled(), List.of(),
					before.external(), before.version() + 1));
	}

	private static void requireDistinct(List<Grant> wanted) {
		long places = wanted.stream().map((grant) -> grant.role() + " " + grant.organisation()).distinct().count();
		if (places != wanted.size()) {
			throw RejectedException.invalid("grants", "Each organisation can be listed only once.");
		}
	}

}
