package dev.parley.identity.people;

import java.net.URI;

import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.parley.identity.Caller;
import dev.parley.identity.Grant;
import dev.parley.identity.Role;
import dev.parley.identity.people.InvitationLinks.Offer;
import dev.parley.identity.signin.Device;
import dev.parley.identity.signin.SignInResponses;
import dev.parley.identity.signin.SignInService;
import dev.parley.identity.signin.SignedIn;
import dev.parley.protocol.Page;
import dev.parley.protocol.PageRequest;

@Tag(name = "Invitations", description = "Links with which people join an organisation")
@RestController
@RequestMapping("/api/invitations")
class InvitationController {

	private final InvitationService invitations;

	private final InvitationLinks links;

	private final InvitationAcceptance acceptance;

	private final SignInService signIn;

	private final SignInResponses responses;

	InvitationController(InvitationService invitations, InvitationLinks links, InvitationAcceptance acceptance,
			SignInService signIn, SignInResponses responses) {
		this.invitations = invitations;
		this.links = links;
		this.acceptance = acceptance;
		this.signIn = signIn;
		this.responses = responses;
	}

	@GetMapping
	Page<Invitation> list(@AuthenticationPrincipal Caller caller,
			@RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor) {
		return this.invitations.list(caller, PageRequest.of(limit, cursor));
	}

	@PostMapping
	ResponseEntity<Invitation> create(@AuthenticationPrincipal Caller caller,
			@Valid @RequestBody NewInvitation wanted) {
		Grant grant = new GrantRequest(wanted.role(), wanted.organisation(), wanted.manager()).grant();
		Invitation invitation = this.invitations.create(caller, wanted.email(), wanted.name(), grant);
		return ResponseEntity.created(URI.create("/api/invitations/" + invitation.id())).body(invitation);
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void revoke(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
		this.invitations.revoke(caller, id);
	}

	@SecurityRequirements
	@PostMapping("/lookup")
	Offer lookup(@Valid @RequestBody Link link, HttpServletRequest request) {
		return this.links.lookup(link.token(), Device.of(request));
	}

	@SecurityRequirements
	@PostMapping("/accept")
	ResponseEntity<SignedIn> accept(@Valid @RequestBody Accepted accepted, HttpServletRequest request) {
		Device device = Device.of(request);
		String user = this.acceptance.accept(accepted.token(), accepted.name(), accepted.password(), device);
		return this.responses.of(this.signIn.open(user, device), request);
	}

	record NewInvitation(@NotNull String email, @Nullable String name, @NotNull Role role,
			@Nullable String organisation, @Nullable Boolean manager) {
	}

	record Link(@NotNull String token) {

		/** Without the token. */
		@Override
		public String toString() {
			return "Link";
		}

	}

	record Accepted(@NotNull String token, @Nullable String name, @NotNull String password) {

		/** Without the token and the password. */
		@Override
		public String toString() {
			return "Accepted";
		}

	}

}
