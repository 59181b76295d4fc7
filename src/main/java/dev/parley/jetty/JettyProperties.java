package dev.parley.jetty;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the container accepts connections.
 *
 * @param headerTimeout how long the header of a request may take to arrive; it usually
 * fits one packet, and a client that sends it byte by byte only occupies the server
 * @param acceptQueue connections that the operating system holds until they are accepted;
 * Java's default of 50 drops some when an office reconnects at once
 */
@Validated
@ConfigurationProperties("parley.gateway")
record JettyProperties(@DefaultValue("10s") Duration headerTimeout,
		@DefaultValue("4096") @Min(1) @Max(65535) int acceptQueue) {

}
