package dev.parley.gateway;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;

/**
 * Rejects browsers whose page has a foreign origin: scheme, host and port must match
 * exactly. Clients other than browsers send no origin and pass; their token alone
 * identifies them.
 */
@Component
final class OriginPolicy {

	private final Set<String> allowed;

	OriginPolicy(GatewayProperties properties) {
		this.allowed = properties.allowedOrigins()
			.stream()
			.map((origin) -> origin.toLowerCase(Locale.ROOT))
			.collect(Collectors.toUnmodifiableSet());
	}

	void check(HttpServletRequest request) {
		String origin = request.getHeader("Origin");
		if (origin != null && !allows(origin.toLowerCase(Locale.ROOT), request)) {
			throw new RejectedException(ErrorCode.FORBIDDEN,
					"Pages of this origin may not connect. Add it to parley.gateway.allowed-origins, or open the page from "
							+ "the server's own origin; behind a proxy, set server.forward-headers-strategy.");
		}
	}

	private boolean allows(String origin, HttpServletRequest request) {
		return this.allowed.isEmpty() ? origin.equals(ownOrigin(request)) : this.allowed.contains(origin);
	}

	private static String ownOrigin(HttpServletRequest request) {
		String scheme = switch (request.getScheme()) {
			case "wss", "https" -> "https";
			default -> "http";
		};
		int port = request.getServerPort();
		boolean usual = port == (scheme.equals("https") ? 443 : 80);
		return (scheme + "://" + request.getServerName() + (usual ? "" : ":" + port)).toLowerCase(Locale.ROOT);
	}

}
