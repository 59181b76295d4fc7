package dev.parley.identity.people;

import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

import dev.parley.identity.AccessChanges;
import dev.parley.identity.Grant;
import dev.parley.identity.Names;
import dev.parley.identity.Role;
import dev.parley.identity.Secrets;
import dev.parley.identity.signin.AccountRepository;
import dev.parley.identity.signin.AccountRepository.SignInUser;
import dev.parley.identity.signin.Device;
import dev.parley.identity.signin.Passwords;
import dev.parley.identity.signin.SignInAttempts;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;
import dev.parley.storage.NewIds;

/**
 * Turns the holder of an invitation's link into somebody with its grant: a new user, or
 * the one who has the email address already and proves it by their password.
 */
@Service
class InvitationAcceptance {

	/** No link of ours is longer. */
	private static final int LONGEST_TOKEN = 128;

	private final InvitationRepository invitations;

	private final OrganisationRepository organisations;

	private final UserRepository users;

	private final AccountRepository accounts;

	private final Passwords passwords;

	private final SignInAttempts attempts;

	private final AccessChanges changes;

	private final NewIds ids;

	private final TransactionOperations transactions;

	InvitationAcceptance(InvitationRepository invitations, OrganisationRepository organisations, UserRepository users,
			AccountRepository accounts, Passwords passwords, SignInAttempts attempts, AccessChanges changes, NewIds ids,
			TransactionOperations transactions) {
		this.invitations = invitations;
		this.organisations = organisations;
		this.users = users;
		this.accounts = accounts;
		this.passwords = passwords;
		this.attempts = attempts;
		this.changes = changes;
		this.ids = ids;
		this.transactions = transactions;
	}

	/** What is offered; does not tell whether the address is known here. */
	Offer lookup(String token, Device device) {
		Invitation invitation = find(token, device);
		String organisation = invitation.organisation();
		return new Offer(invitation.email(), invitation.name(), invitation.role(), organisation,
				(organisation != null) ? this.organisations.name(organisation) : null, invitation.manager());
	}

	/**
	 * Uses the link up.
	 * @param name of a new user; somebody known keeps theirs
	 * @return the id of the user who now has the grant
	 */
	String accept(String token, @Nullable String name, String password, Device device) {
		Invitation invitation = find(token, device);
		Optional<SignInUser> known = this.accounts.findByEmail(invitation.email());
		if (known.isPresent()) {
			requirePassword(known.get(), invitation.email(), password, device);
			return give(invitation, known.get().id(), () -> {
			});
		}
		String cleanName = Names.clean("name", (name != null) ? name : invitation.name());
		String hash = this.passwords.choose("password", password);
		String id = this.ids.next();
		return give(invitation, id, () -> this.users.insert(id, invitation.email(), cleanName, hash));
	}

	private Invitation find(String token, Device device) {
		this.attempts.take(device.limited());
		Optional<Invitation> invitation = (token.length() <= LONGEST_TOKEN)
				? this.invitations.findBySecret(Secrets.hash(token)) : Optional.empty();
		if (invitation.isPresent()) {
			this.attempts.succeeded(device.limited());
		}
		return invitation.orElseThrow(InvitationAcceptance::notOpen);
	}

	private void requirePassword(SignInUser user, String email, String password, Device device) {
		this.attempts.take(email, device.limited());
		if (!this.passwords.matches(password, user.passwordHash()) || user.disabled()) {
			throw new RejectedException(ErrorCode.UNAUTHENTICATED,
					"Somebody has this address already; the password is not theirs.");
		}
		this.attempts.succeeded(email, device.limited());
	}

	private String give(Invitation invitation, String userId, Runnable makeUser) {
		try {
			this.transactions.executeWithoutResult((status) -> {
				if (!this.invitations.accept(invitation.id())) {
					throw notOpen();
				}
				makeUser.run();
				this.users.touch(userId);
				addGrant(userId, invitation.grant());
				this.changes.changed(userId);
			});
		}
		catch (DuplicateKeyException ex) {
			throw new RejectedException(ErrorCode.CONFLICT,
					"Somebody has taken this address just now; try again with their password.");
		}
		return userId;
	}

	/** An invitation may make a member a manager, but takes nothing from anybody. */
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

	private static RejectedException notOpen() {
		return new RejectedException(ErrorCode.NOT_FOUND,
				"This invitation is not open: it was used, withdrawn, or is too old. Ask for a new one.");
	}

	/** What the holder of a link is told before they accept. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Offer(String email, @Nullable String name, Role role, @Nullable String organisation,
			@Nullable String organisationName, @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean manager) {

	}

}
