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
import dev.parley.realtime.RateLimitResult;
import dev.parley.realtime.ConnectionManager;
import dev.parley.realtime.RateLimiter;

/**
 * Decides who may open a connection, before the upgrade. The cheap questions come first,
 * so that a herd which is turned away costs little.
 */
@Component
final class Handshake {

	/** A restart takes about as long. */
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
	 * Who may connect and how.
	 *
	 * @param echoed the sub-protocol to name in the answer
	 */
	record Welcomed(Authenticated who, SubProtocol subProtocol, @Nullable String echoed) {
	}

	/**
	 * @throws RejectedException for whoever may not connect
	 */
	Welcomed admit(HttpServletRequest request) {
		requireRoom();
		String address = ClientAddress.of(request.getRemoteAddr());
		requirePatience(address);
		this.origins.check(request);
		List<String> offered = offered(request);
		Authenticated who = authenticate(request, offered, address);
		SubProtocol chosen = SubProtocol.among(offered);
		return new Welcomed(who, chosen,
				(chosen == SubProtocol.UNSUPPORTED) ? SubProtocol.unsupported(offered).orElse(null) : chosen.wire());
	}

	private void requireRoom() {
		if (!this.connections.isAccepting()) {
			throw RejectedException.retryLater(ErrorCode.UNAVAILABLE,
					"This server is full or stopping; try again later.", WHEN_THERE_IS_ROOM);
		}
	}

	private void requirePatience(String address) {
		RateLimitResult result = this.rateLimiter.handshake(address);
		if (!result.allowed()) {
			throw RejectedException.retryLater(ErrorCode.RATE_LIMITED,
					"Too many handshakes, or too many without a valid token, came from your address; try again later.",
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
				"Bring a token: as Sec-WebSocket-Protocol 'parley.v1, parley.bearer.<token>', as 'Authorization: Bearer "
						+ "<token>', or as ?ticket= from POST /api/auth/ticket"
						+ (this.properties.tokenInQuery() ? ", or as ?token=." : "; ?token= is switched off here."));
	}

	private static List<String> offered(HttpServletRequest request) {
		return Collections.list(request.getHeaders("Sec-WebSocket-Protocol"))
			.stream()
			.flatMap((header) -> Arrays.stream(header.split(",")))
			.map(String::trim)
			.toList();
	}

}
