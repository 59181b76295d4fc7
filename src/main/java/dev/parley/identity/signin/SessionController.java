package dev.parley.identity.signin;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.parley.identity.CallerAuthentication;
import dev.parley.protocol.Page;
import dev.parley.protocol.RejectedException;

/** Lists and ends the sign-ins of the caller. */
@RestController
@RequestMapping("/api/auth/sessions")
class SessionController {

	private final Sessions sessions;

	SessionController(Sessions sessions) {
		this.sessions = sessions;
	}

	@GetMapping
	Page<OpenSession> list(CallerAuthentication caller) {
		String current = caller.authenticated().session();
		List<OpenSession> items = this.sessions.list(caller.personId())
			.stream()
			.map((session) -> OpenSession.of(session, session.id().equals(current)))
			.toList();
		return Page.whole(items);
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void end(@PathVariable String id, CallerAuthentication caller) {
		if (!this.sessions.end(caller.personId(), id)) {
			throw RejectedException.notFound("sign-in");
		}
	}

	/** A sign-in as shown to its user. */
	record OpenSession(String id, Instant createdAt, Instant lastUsedAt, @Nullable String userAgent,
			@Nullable String address, boolean current) {

		private static OpenSession of(SessionRepository.Session session, boolean current) {
			return new OpenSession(session.id(), session.createdAt(), session.lastUsedAt(), session.userAgent(),
					session.address(), current);
		}

	}

}
