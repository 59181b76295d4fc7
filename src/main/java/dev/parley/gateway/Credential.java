package dev.parley.gateway;

import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import dev.parley.identity.Authenticated;
import dev.parley.identity.Authenticator;

/**
 * The credential of a handshake. Never printed.
 */
sealed interface Credential {

	String SUB_PROTOCOL_PREFIX = "parley.bearer.";

	Authenticated check(Authenticator authenticator);

	/** An access token or an API key. */
	record Bearer(String token) implements Credential {

		@Override
		public Authenticated check(Authenticator authenticator) {
			return authenticator.authenticate(this.token);
		}

		@Override
		public String toString() {
			return "Bearer";
		}

	}

	/**
	 * A one-use ticket for a connection.
	 */
	record Ticket(String ticket) implements Credential {

		@Override
		public Authenticated check(Authenticator authenticator) {
			return authenticator.redeem(this.ticket);
		}

		@Override
		public String toString() {
			return "Ticket";
		}

	}

	/**
	 * The first credential present, in order of preference: sub-protocol, header, ticket,
	 * query. Only that one is checked.
	 */
	static Optional<Credential> of(HttpServletRequest request, List<String> offered, boolean tokenInQuery) {
		return offered.stream()
			.filter((protocol) -> protocol.startsWith(SUB_PROTOCOL_PREFIX))
			.findFirst()
			.<Credential>map((protocol) -> new Bearer(protocol.substring(SUB_PROTOCOL_PREFIX.length())))
			.or(() -> authorization(request).map(Bearer::new))
			.or(() -> parameter(request, "ticket").map(Ticket::new))
			.or(() -> tokenInQuery ? parameter(request, "token").map(Bearer::new) : Optional.empty());
	}

	private static Optional<String> authorization(HttpServletRequest request) {
		String header = request.getHeader("Authorization");
		return (header != null && header.regionMatches(true, 0, "Bearer ", 0, 7))
				? Optional.of(header.substring(7).trim()) : Optional.empty();
	}

	private static Optional<String> parameter(HttpServletRequest request, String name) {
		return Optional.ofNullable(request.getParameter(name)).filter((value) -> !value.isEmpty());
	}

}
