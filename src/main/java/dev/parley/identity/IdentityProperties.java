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
 * How callers sign in and prove who they are.
 *
 * @param issuer the {@code iss} of our tokens; installations that share a key differ in
 * it
 * @param audience the {@code aud} of our tokens
 * @param accessTokenLifetime short, since a copied access token is good until it ends;
 * sign-ins that ended are remembered for longer than the longest of these
 * @param refreshTokenLifetime how long a sign-in outlives its last use; two weeks span a
 * holiday
 * @param ticketLifetime a ticket travels in an address, so it lives just long enough to
 * open a socket
 * @param invitationLifetime how long an invitation may be accepted; a week spans a trip
 * @param accountCache how long what is known of a user may be used again; also how late a
 * withdrawn grant is noticed when the bus between the nodes is lost
 * @param keyFile JWK set with the signing keys, made on first start; by default
 * {@code token-keys.json} in the data folder
 * @param keyAlgorithm {@code HS256}, or {@code RS256} or {@code ES256} so that others can
 * verify our tokens by {@code /.well-known/jwks.json}; for keys made from now on
 * @param keys signing keys by configuration instead of the key file, the first signs
 * @param issuers others whose tokens are accepted too
 * @param limits how often sign-in may be tried
 * @param passwordMinLength the shortest password accepted when one is chosen
 * @param concurrentHashes passwords hashed at once: each takes 16 MB and a core for a
 * while
 * @param metricsFromLoopback whether {@code /actuator/prometheus} answers this machine
 * without a credential; not behind a proxy on the same machine
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
	 * @param secret at least 32 random bytes, in Base64
	 */
	public record ConfiguredKey(@NotBlank String id, @NotBlank String secret) {

		/** Without the secret, which must not reach a log. */
		@Override
		public String toString() {
			return "ConfiguredKey[id=" + this.id + "]";
		}

	}

	/**
	 * An OpenID provider or the like whose access tokens are accepted. Its users are
	 * found by issuer and subject alone, never by email.
	 *
	 * @param issuer the {@code iss} of its tokens, to the letter
	 * @param jwksUri where its public keys are
	 * @param audience the {@code aud} that its tokens for us carry
	 */
	public record Issuer(@NotBlank String issuer, @NotNull URI jwksUri, @NotBlank String audience) {

	}

	/**
	 * Failed attempts that are free, and the pause that earns one more. Attempts that
	 * succeed cost nothing.
	 *
	 * @param accountBurst for one email address, known or not: a person's mistakes, not a
	 * dictionary
	 * @param accountPause until an email address has one more attempt
	 * @param addressBurst for one address: an office behind one router
	 * @param addressPause until an address has one more attempt
	 */
	public record Limits(@DefaultValue("10") @Min(1) int accountBurst,
			@DefaultValue("30s") @DurationMin(millis = 1) Duration accountPause,
			@DefaultValue("60") @Min(1) int addressBurst,
			@DefaultValue("1s") @DurationMin(millis = 1) Duration addressPause) {

	}

}
