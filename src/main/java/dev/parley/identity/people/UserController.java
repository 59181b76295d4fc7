package dev.parley.identity.people;

import java.net.URI;
import java.util.List;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.parley.identity.Caller;
import dev.parley.identity.Grant;
import dev.parley.identity.signin.Sessions;
import dev.parley.protocol.EntityTag;
import dev.parley.protocol.Page;
import dev.parley.protocol.PageRequest;

@Tag(name = "Users", description = "People and their grants, for managers and administrators")
@RestController
@RequestMapping("/api/users")
class UserController {

	private final UserService users;

	private final Sessions sessions;

	UserController(UserService users, Sessions sessions) {
		this.sessions = sessions;
		this.users = users;
	}

	@GetMapping
	Page<User> list(@AuthenticationPrincipal Caller caller,
			@RequestParam(required = false) @Nullable String organisation,
			@RequestParam(required = false) @Nullable String query,
			@RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor) {
		return this.users.list(caller, organisation, query, PageRequest.of(limit, cursor));
	}

	@PostMapping
	ResponseEntity<User> create(@AuthenticationPrincipal Caller caller, @Valid @RequestBody NewUser wanted) {
		List<Grant> grants = wanted.grants().stream().map(GrantRequest::grant).toList();
		User user = this.users.create(caller, wanted.email(), wanted.name(), wanted.password(), grants);
		return ResponseEntity.created(URI.create("/api/users/" + user.id()))
			.eTag(EntityTag.of(user.version()))
			.body(user);
	}

	@GetMapping("/{id}")
	ResponseEntity<User> read(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
		return tagged(this.users.read(caller, id));
	}

	@PatchMapping("/{id}")
	ResponseEntity<User> change(@AuthenticationPrincipal Caller caller, @PathVariable String id,
			@RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
			@Valid @RequestBody UserChange change) {
		return tagged(this.users.change(caller, id, change, EntityTag.required(ifMatch)));
	}

	@PutMapping("/{id}/grants")
	ResponseEntity<User> replaceGrants(@AuthenticationPrincipal Caller caller, @PathVariable String id,
			@Valid @RequestBody GrantsChange change) {
		return tagged(this.users.replaceGrants(caller, id, change.grants().stream().map(GrantRequest::grant).toList()));
	}

	@PostMapping("/{id}/logout-everywhere")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void logoutEverywhere(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
		this.sessions.endAll(this.users.read(caller, id).id());
	}

	private static ResponseEntity<User> tagged(User user) {
		return ResponseEntity.ok().eTag(EntityTag.of(user.version())).body(user);
	}

	record NewUser(@NotNull String email, @NotNull String name, @Nullable String password,
			@NotNull @Size(max = 200) List<@Valid @NotNull GrantRequest> grants) {

		/** Without the password. */
		@Override
		public String toString() {
			return "NewUser";
		}

	}

	record GrantsChange(@NotNull @Size(max = 200) List<@Valid @NotNull GrantRequest> grants) {
	}

}
