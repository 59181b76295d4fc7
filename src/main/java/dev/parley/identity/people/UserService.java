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
import dev.parley.identity.Emails;
import dev.parley.identity.Grant;
import dev.parley.identity.Names;
import dev.parley.identity.signin.Passwords;
import dev.parley.protocol.EntityTag;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.Page;
import dev.parley.protocol.PageRequest;
import dev.parley.protocol.RejectedException;
import dev.parley.storage.NewIds;

/**
 * People and what they may do. Managers give and withdraw the grants of the organisations
 * they manage and learn of no others; a person's name and whether they may sign in at all
 * concern the whole installation and are the administrators' (the own name also one's
 * own).
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

	/** Somebody whom the caller manages, or the caller. */
	User read(Caller caller, String id) {
		return this.users.find(caller, id).orElseThrow(() -> RejectedException.notFound("user"));
	}

	/**
	 * Makes a user; administrators alone, since a conflict tells who exists. Managers
	 * invite.
	 * @param password null for one who is known to an external issuer alone
	 */
	User create(Caller caller, String email, String name, @Nullable String password, List<Grant> grants) {
		if (!caller.isAdmin()) {
			throw new RejectedException(ErrorCode.FORBIDDEN,
					"Only administrators make users; as a manager, invite them.");
		}
		requireDistinct(grants);
		grants.forEach((grant) -> this.rules.requireMayGive(caller, grant));
		String address = Emails.canonical(email);
		String cleanName = Names.clean("name", name);
		String hash = (password != null) ? this.passwords.choose("password", password) : null;
		String id = this.ids.next();
		try {
			this.transactions.executeWithoutResult((status) -> {
				this.users.insert(id, address, cleanName, hash);
				grants.forEach((grant) -> this.users.addGrant(id, grant));
			});
		}
		catch (DuplicateKeyException ex) {
			throw new RejectedException(ErrorCode.CONFLICT, "There is a user with this email address.");
		}
		return read(caller, id);
	}

	User change(Caller caller, String id, UserChange change, long version) {
		User before = read(caller, id);
		boolean ofAdministrators = change.disabled() != null || change.external() != null || !caller.id().equals(id);
		if (ofAdministrators && !caller.isAdmin()) {
			throw new RejectedException(ErrorCode.FORBIDDEN,
					"Only administrators do that; as a manager, withdraw the user's grants instead.");
		}
		String newName = (change.name() != null) ? Names.clean("name", change.name()) : null;
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
	 * Replaces those of the user's grants that the caller manages, and leaves the others
	 * as they are.
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
	 * What the user holds afterwards. Whoever changes their own grants may repeat those
	 * that they hold but do not manage.
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

	/** Changes a user, unless that would leave nobody to administer the installation. */
	private User inTransaction(Caller caller, User before, Runnable change) {
		return this.transactions.execute((status) -> {
			this.users.lockAdministrators();
			change.run();
			if (this.users.countAdministrators() == 0) {
				throw new RejectedException(ErrorCode.CONFLICT,
						"This is the last administrator who can sign in; make another one first.");
			}
			this.changes.changed(before.id());
			return changed(caller, before);
		});
	}

	/**
	 * The user as the caller sees them now, without grants if that put them out of sight.
	 */
	private User changed(Caller caller, User before) {
		return this.users.findChanged(caller, before.id())
			.orElseGet(() -> new User(before.id(), before.name(), before.email(), before.disabled(), List.of(),
					before.external(), before.version() + 1));
	}

	private static void requireDistinct(List<Grant> wanted) {
		long places = wanted.stream().map((grant) -> grant.role() + " " + grant.organisation()).distinct().count();
		if (places != wanted.size()) {
			throw RejectedException.invalid("grants", "Each organisation may be named once.");
		}
	}

}
