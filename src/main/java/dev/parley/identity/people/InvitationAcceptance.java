package dev.parley.identity.people;

import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

import dev.parley.identity.AccessChanges;
import dev.parley.identity.Grant;
import dev.parley.identity.NameRules;
import dev.parley.identity.signin.Device;
import dev.parley.identity.signin.PasswordAuthenticator;
import dev.parley.identity.signin.Passwords;
import dev.parley.identity.signin.SignInUser;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;
import dev.parley.storage.NewIds;

/**
 * Accepts invitations. Gives the offered grant to a new user, or to the existing user
 * with this email address once they have entered their password.
 */
@Service
class InvitationAcceptance {

	private final InvitationLinks links;

	private final UserRepository users;

	private final PasswordAuthenticator authenticator;

	private final Passwords passwords;

	private final AccessChanges changes;

	private final NewIds ids;

	private final TransactionOperations transactions;

	InvitationAcceptance(InvitationLinks links, UserRepository users, PasswordAuthenticator authenticator,
			Passwords passwords, AccessChanges changes, NewIds ids, TransactionOperations transactions) {
		this.links = links;
		this.users = users;
		this.authenticator = authenticator;
		this.passwords = passwords;
		this.changes = changes;
		this.ids = ids;
		this.transactions = transactions;
	}

	/**
	 * Accepts the invitation and uses up its link.
	 * @param name for a new user; an existing user keeps theirs
	 * @return the id of the user who now has the grant
	 */
	String accept(String token, @Nullable String name, String password, Device device) {
		Invitation invitation = this.links.find(token, device);
		Optional<SignInUser> known = this.authenticator.findByEmail(invitation.email());
		if (known.isPresent()) {
			requirePassword(known.get(), password, device);
			return give(invitation, known.get().id(), () -> {
			});
		}
		String cleanName = NameRules.clean("name", (name != null) ? name : invitation.name());
		String hash = this.passwords.choose("password", password);
		String id = this.ids.next();
		return give(invitation, id, () -> this.users.insert(id, invitation.email(), cleanName, hash));
	}

	private void requirePassword(SignInUser user, String password, Device device) {
		if (!this.authenticator.isPasswordOf(user, password, device)) {
			throw new RejectedException(ErrorCode.UNAUTHENTICATED,
					"A user with this email address already exists, and the password is not theirs.");
		}
	}

	private String give(Invitation invitation, String userId, Runnable insertUser) {
		try {
			this.transactions.executeWithoutResult((status) -> {
				this.links.use(invitation);
				insertUser.run();
				this.users.touch(userId);
				addGrant(userId, invitation.grant());
				this.changes.changed(userId);
			});
		}
		catch (DuplicateKeyException ex) {
			throw new RejectedException(ErrorCode.CONFLICT,
					"Another user has just taken this email address. Try again with their password.");
		}
		return userId;
	}

	/** May make a member a manager, but never takes anything away. */
	private void addGrant(String userId, Grant offered) {
		Optional<Grant> held = this.users.grants(userId)
			.stream()
			.filter((grant) -> grant.role() == offered.role())
			.filter((grant) -> Objects.equals(grant.organisation(), offered.organisation()))
			.findFirst();
		if (held.isPresent() && (held.get().manager() || !offered.manager())) {
			return;
		}
		held.ifPresent((grant) -> this.users.removeGrant(userId, grant));
		this.users.addGrant(userId, offered);
	}

}
