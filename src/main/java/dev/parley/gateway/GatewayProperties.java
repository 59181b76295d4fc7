package dev.parley.gateway;

import java.time.Duration;
import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may open a WebSocket, and how patient the edge is.
 *
 * @param allowedOrigins pages of these origins may connect, such as
 * {@code https://chat.example.com}; none means those of the server's own origin
 * @param tokenInQuery whether {@code ?token=} is accepted: simple clients have no other
 * way, but proxies write it into their logs
 * @param brokenFrames how many frames that are not of the protocol a connection may send
 * in a minute; a program with a fault learns what it is from ten errors
 * @param headerTimeout how long a request's header may take to arrive; one packet is the
 * rule, more is a slow-loris
 * @param acceptQueue connections the system holds until they are accepted; Java's 50
 * drops some when an office comes back at once
 */
@Validated
@ConfigurationProperties("parley.gateway")
record GatewayProperties(@DefaultValue List<String> allowedOrigins, @DefaultValue("true") boolean tokenInQuery,
		@DefaultValue("10") @Min(1) int brokenFrames, @DefaultValue("10s") Duration headerTimeout,
		@DefaultValue("4096") @Min(1) @Max(65535) int acceptQueue) {

}
