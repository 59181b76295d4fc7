package dev.parley.identity;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Authentication and sign-in.
 *
 * @param issuer the {@code iss} of our tokens; must differ between installations that
 * share a key
 * @param audience the {@code aud} of our tokens
 * @param accessTokenLifetime keep it short: a stolen access token works until it expires
 * @param refreshTokenLifetime how long a sign-in stays valid after its last use; two
 * weeks cover a holiday
 * @param ticketLifetime tickets appear in URLs, so they last just long enough to open a
 * socket
 * @param invitationLifetime how long an invitation can be accepted; a week covers a
 * business trip
 * @param accountCache how long accounts are cached; if the bus between the nodes fails, a
 * revoked grant may keep working for this long
 * @param keyFile JWK set with the signing keys, created on first start; by default
 * {@code token-keys.json} in the data folder
 * @param keyAlgorithm algorithm of new keys: {@code HS256}, or {@code RS256} or
 * {@code ES256} if other services verify our tokens with {@code /.well-known/jwks.json}
 * @param keys signing keys to use instead of the key file; the first one signs
 * @param issuers external issuers whose tokens are also accepted
 * @param limits limits on failed sign-in attempts
 * @param passwordMinLength minimum length of new passwords
 * @param concurrentHashes how many passwords to hash at the same time; each takes 16 MB
 * and a core
 * @param metricsFromLoopback whether programs on this machine can read
 * {@code /actuator/prometheus} without a credential; leave it off behind a proxy on the
 * same machine
 */
@Validated
@ConfigurationProperties("parley.identity")
public record IdentityProperties(@DefaultValue("parley") @NotBlank String issuer,
		@DefaultValue("parley") @NotBlank String audience,
		@DefaultValue("15m") @DurationMin(minutes = 1) @DurationMax(hours = 24) Duration accessTokenLifetime,
		@DefaultValue("14d") @DurationMin(minutes = 5) @DurationMax(days = 365) Duration refreshTokenLifetime,
		@DefaultValue("30s") @DurationMin(seconds = 5) @DurationMax(minutes = 5) Duration ticketLifetime,
		@DefaultValue("7d") @DurationMin(minutes = 5) @DurationMax(days = 90) Duration invitationLifetime,
		@DefaultValue("1s") @DurationMax(minutes = 1) Duration accountCache, @Nullable Path keyFile,
		@DefaultValue("HS256") @NotBlank String keyAlgorithm, @DefaultValue List<@Valid ConfiguredKey> keys,
		@DefaultValue List<@Valid Issuer> issuers, @DefaultValue @Valid Limits limits,
		@DefaultValue("10") @Min(8) @Max(128) int passwordMinLength,
		@DefaultValue("2") @Min(1) @Max(64) int concurrentHashes, @DefaultValue("false") boolean metricsFromLoopback) {

	/**
	 * An HS256 key.
	 *
	 * @param id the {@code kid} of tokens signed with it
	 * @param secret at least 32 random bytes, Base64-encoded
	 */
	public record ConfiguredKey(@NotBlank String id, @NotBlank String secret) {

		/** Without the secret, which must not be logged. */
		@Override
		public String toString() {
			return "ConfiguredKey[id=" + this.id + "]";
		}

	}

	/**
	 * An external issuer, such as an OpenID provider. Its users are identified by issuer
	 * and subject, never by email.
	 *
	 * @param issuer the exact {@code iss} of its tokens
	 * @param jwksUri URL of its public keys
	 * @param audience the {@code aud} of the tokens that it issues for Parley
	 */
	public record Issuer(@NotBlank String issuer, @NotNull URI jwksUri, @NotBlank String audience) {

	}

	/**
	 * Limits on failed sign-in attempts. Successful ones are not counted.
	 *
	 * @param accountBurst failed attempts allowed at once per email address, known or
	 * not: enough for typos, too few for guessing
	 * @param accountPause time after which an email address gets another attempt
	 * @param addressBurst failed attempts allowed at once per network address: enough for
	 * an office behind one router
	 * @param addressPause time after which a network address gets another attempt
	 */
	public record Limits(@DefaultValue("10") @Min(1) int accountBurst,
			@DefaultValue("30s") @DurationMin(millis = 1) Duration accountPause,
			@DefaultValue("60") @Min(1) int addressBurst,
			@DefaultValue("1s") @DurationMin(millis = 1) Duration addressPause) {

	}

}
