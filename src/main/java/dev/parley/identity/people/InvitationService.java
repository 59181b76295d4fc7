package dev.parley.identity.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

import dev.parley.identity.Caller;
import dev.parley.identity.EmailAddresses;
import dev.parley.identity.Grant;
import dev.parley.identity.IdentityProperties;
import dev.parley.identity.NameRules;
import dev.parley.identity.Secrets;
import dev.parley.protocol.Page;
import dev.parley.protocol.PageRequest;
import dev.parley.protocol.RejectedException;
import dev.parley.storage.NewIds;

/** Creates invitations: links that offer a grant and that managers pass on themselves. */
@Service
class InvitationService {

	private final InvitationRepository invitations;

	private final GrantRules rules;

	private final Secrets secrets;

	private final NewIds ids;

	private final Duration lifetime;

	private final Clock clock;

	InvitationService(InvitationRepository invitations, GrantRules rules, Secrets secrets, NewIds ids,
			IdentityProperties properties, Clock clock) {
		this.invitations = invitations;
		this.rules = rules;
		this.secrets = secrets;
		this.ids = ids;
		this.lifetime = properties.invitationLifetime();
		this.clock = clock;
	}

	/** The open invitations to organisations that the caller manages. */
	Page<Invitation> list(Caller caller, PageRequest request) {
		this.rules.requireManager(caller);
		return this.invitations.page(caller, request);
	}

	/**
	 * Creates an invitation. Only this response contains its link. The response does not
	 * depend on whether the email address is known, so that it reveals nothing.
	 */
	Invitation create(Caller caller, String email, @Nullable String name, Grant grant) {
		this.rules.requireMayGive(caller, grant);
		String secret = this.secrets.create("");
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
		Invitation invitation = new Invitation(this.ids.next(), EmailAddresses.canonical(email),
				(name != null) ? NameRules.clean("name", name) : null, grant.role(), grant.organisation(),
				grant.manager(), caller.id(), now, now.plus(this.lifetime), "/invite#" + secret);
		this.invitations.insert(invitation, Secrets.hash(secret));
		return invitation;
	}

	void revoke(Caller caller, String id) {
		if (!this.invitations.revoke(caller, id)) {
			throw RejectedException.notFound("invitation");
		}
	}

}
