package dev.parley.identity.people;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import dev.parley.identity.Role;
import dev.parley.identity.Secrets;
import dev.parley.identity.signin.Device;
import dev.parley.identity.signin.SignInAttempts;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;

/** Finds and uses up open invitations by the secrets of their links. Limits guesses. */
@Component
class InvitationLinks {

	/** No link is longer. */
	private static final int MAX_TOKEN_LENGTH = 128;

	private final InvitationRepository invitations;

	private final OrganisationRepository organisations;

	private final SignInAttempts attempts;

	InvitationLinks(InvitationRepository invitations, OrganisationRepository organisations, SignInAttempts attempts) {
		this.invitations = invitations;
		this.organisations = organisations;
		this.attempts = attempts;
	}

	/** What the invitation offers. Does not reveal whether the email address is known. */
	Offer lookup(String token, Device device) {
		Invitation invitation = find(token, device);
		String organisation = invitation.organisation();
		return new Offer(invitation.email(), invitation.name(), invitation.role(), organisation,
				(organisation != null) ? this.organisations.name(organisation) : null, invitation.manager());
	}

	/**
	 * The open invitation of a link.
	 * @throws RejectedException with NOT_FOUND or RATE_LIMITED
	 */
	Invitation find(String token, Device device) {
		this.attempts.take(device.limitKey());
		Optional<Invitation> invitation = (token.length() <= MAX_TOKEN_LENGTH)
				? this.invitations.findBySecret(Secrets.hash(token)) : Optional.empty();
		if (invitation.isPresent()) {
			this.attempts.succeeded(device.limitKey());
		}
		return invitation.orElseThrow(InvitationLinks::notOpen);
	}

	/**
	 * Uses up the invitation.
	 * @throws RejectedException with NOT_FOUND if it is no longer open
	 */
	void use(Invitation invitation) {
		if (!this.invitations.accept(invitation.id())) {
			throw notOpen();
		}
	}

	private static RejectedException notOpen() {
		return new RejectedException(ErrorCode.NOT_FOUND,
				"This invitation is no longer open. It was used or revoked, or it has expired. Ask for a new one.");
	}

	/** An offer as shown to the holder of the link before they accept. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Offer(String email, @Nullable String name, Role role, @Nullable String organisation,
			@Nullable String organisationName, @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean manager) {

	}

}
