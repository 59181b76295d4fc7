package dev.parley.identity.people;

import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.parley.identity.signin.Device;
import dev.parley.identity.signin.SignInResponses;
import dev.parley.identity.signin.SignInService;
import dev.parley.identity.signin.SignedIn;

@Tag(name = "Setup", description = "The first administrator of an empty installation")
@SecurityRequirements
@RestController
@RequestMapping("/api/setup")
class SetupController {

	private final SetupService setup;

	private final SignInService signIn;

	private final SignInResponses responses;

	SetupController(SetupService setup, SignInService signIn, SignInResponses responses) {
		this.setup = setup;
		this.signIn = signIn;
		this.responses = responses;
	}

	@GetMapping
	Needed needed() {
		return new Needed(this.setup.isNeeded());
	}

	@PostMapping
	ResponseEntity<SignedIn> setUp(@Valid @RequestBody FirstAdministrator first, HttpServletRequest request) {
		Device device = Device.of(request);
		String user = this.setup.setUp(first.token(), first.email(), first.name(), first.password(), device);
		return this.responses.of(this.signIn.open(user, device), request);
	}

	record Needed(boolean needed) {
	}

	record FirstAdministrator(@NotNull String token, @NotNull String email, @NotNull String name,
			@NotNull String password) {

		/** Without the token and the password. */
		@Override
		public String toString() {
			return "FirstAdministrator";
		}

	}

}
