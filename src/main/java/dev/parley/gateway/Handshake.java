package dev.parley.gateway;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import dev.parley.identity.Authenticated;
import dev.parley.identity.Authenticator;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;
import dev.parley.realtime.ConnectionManager;
import dev.parley.realtime.RateLimitResult;
import dev.parley.realtime.RateLimiter;

/**
 * Decides before the upgrade whether a client may connect. The cheap checks come first,
 * so that a refused herd costs little.
 */
@Component
final class Handshake {

	/**
	 * About the time of a restart.
	 */
	private static final Duration WHEN_THERE_IS_ROOM = Duration.ofSeconds(5);

	private final ConnectionManager connections;

	private final RateLimiter rateLimiter;

	private final OriginPolicy origins;

	private final Authenticator authenticator;

	private final GatewayProperties properties;

	Handshake(ConnectionManager connections, RateLimiter rateLimiter, OriginPolicy origins, Authenticator authenticator,
			GatewayProperties properties) {
		this.connections = connections;
		this.rateLimiter = rateLimiter;
		this.origins = origins;
		this.authenticator = authenticator;
		this.properties = properties;
	}

	/**
	 * An accepted client.
	 *
	 * @param echoed the sub-protocol to name in the response
	 */
	record Admitted(Authenticated authenticated, SubProtocol subProtocol, @Nullable String echoed) {
	}

	/**
	 * Checks a handshake.
	 * @throws RejectedException if the client may not connect
	 */
	Admitted admit(HttpServletRequest request) {
		requireRoom();
		String address = ClientAddress.of(request.getRemoteAddr());
		requirePatience(address);
		this.origins.check(request);
		List<String> offered = offered(request);
		Authenticated authenticated = authenticate(request, offered, address);
		SubProtocol chosen = SubProtocol.among(offered);
		return new Admitted(authenticated, chosen,
				(chosen == SubProtocol.UNSUPPORTED) ? SubProtocol.unsupported(offered).orElse(null) : chosen.wire());
	}

	private void requireRoom() {
		if (!this.connections.isAccepting()) {
			throw RejectedException.retryLater(ErrorCode.UNAVAILABLE,
					"The server is full or shutting down. Try again later.", WHEN_THERE_IS_ROOM);
		}
	}

	private void requirePatience(String address) {
		RateLimitResult result = this.rateLimiter.handshake(address);
		if (!result.allowed()) {
			throw RejectedException.retryLater(ErrorCode.RATE_LIMITED,
					"Too many handshakes, or too many without a valid token, from your address. Try again later.",
					result.retryAfter());
		}
	}

	private Authenticated authenticate(HttpServletRequest request, List<String> offered, String address) {
		try {
			return Credential.of(request, offered, this.properties.tokenInQuery())
				.orElseThrow(this::missing)
				.check(this.authenticator);
		}
		catch (RejectedException ex) {
			this.rateLimiter.failedHandshake(address);
			throw ex;
		}
	}

	private RejectedException missing() {
		return new RejectedException(ErrorCode.UNAUTHENTICATED,
				"Send a token: as Sec-WebSocket-Protocol 'parley.v1, parley.bearer.<token>', as 'Authorization: Bearer "
						+ "<token>', or as ?ticket= from POST /api/auth/ticket" + (this.properties.tokenInQuery()
								? ", or as ?token=." : ". ?token= is disabled on this server."));
	}

	private static List<String> offered(HttpServletRequest request) {
		return Collections.list(request.getHeaders("Sec-WebSocket-Protocol"))
			.stream()
			.flatMap((header) -> Arrays.stream(header.split(",")))
			.map(String::trim)
			.toList();
	}

}
