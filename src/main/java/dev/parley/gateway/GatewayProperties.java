package dev.parley.gateway;

import java.util.List;

import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which clients may open a WebSocket, and how many protocol errors they may make.
 *
 * @param allowedOrigins origins whose pages may connect, such as
 * {@code https://chat.example.com}; if empty, only the origin of the server itself
 * @param tokenInQuery whether {@code ?token=} is accepted: some simple clients have no
 * other way to send a token, but proxies log addresses
 * @param brokenFrames how many malformed frames a connection may send in a minute before
 * it is closed; ten errors are enough to find the fault in a client
 */
@Validated
@ConfigurationProperties("parley.gateway")
record GatewayProperties(@DefaultValue List<String> allowedOrigins, @DefaultValue("true") boolean tokenInQuery,
		@DefaultValue("10") @Min(1) int brokenFrames) {

}
