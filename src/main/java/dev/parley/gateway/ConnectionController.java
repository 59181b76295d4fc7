package dev.parley.gateway;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.parley.identity.Caller;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;

/** Lets administrators close a user's WebSockets; the user stays signed in. */
@RestController
@RequestMapping("/api/users/{id}/connections")
class ConnectionController {

	private final Disconnector disconnector;

	ConnectionController(Disconnector disconnector) {
		this.disconnector = disconnector;
	}

	@DeleteMapping
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void closeAll(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
		if (!caller.isAdmin()) {
			throw new RejectedException(ErrorCode.FORBIDDEN, "Only administrators can close a user's connections.");
		}
		this.disconnector.disconnect(id);
	}

}
