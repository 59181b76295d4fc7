package dev.parley.identity.token;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.Header;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.ProtectedHeader;
import io.jsonwebtoken.UnsupportedJwtException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import dev.parley.identity.IdentityProperties.Issuer;

/**
 * Checks tokens of the configured external issuers. The issuer in a token only selects
 * one of these; nothing else in the token is used before its signature has been verified.
 * The user is identified by issuer and subject.
 */
public final class ExternalTokens {

	/** Tolerated difference between an issuer's clock and ours. */
	private static final long SKEW_SECONDS = 30;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Map<String, JwtParser> parsers = new LinkedHashMap<>();

	private final ExternalUserLookup users;

	ExternalTokens(Iterable<Issuer> issuers, IssuerKeys keys, ExternalUserLookup users, Clock clock) {
		this.users = users;
		for (Issuer issuer : issuers) {
			this.parsers.put(issuer.issuer(), parser(issuer, keys, clock));
		}
	}

	/** Whether the token claims to be from one of the configured issuers. */
	public boolean knows(String token) {
		return !this.parsers.isEmpty() && parserFor(token) != null;
	}

	/**
	 * The verified token, with the id of our user as its subject.
	 * @throws dev.parley.protocol.RejectedException with UNAUTHENTICATED or TOKEN_EXPIRED
	 */
	public VerifiedToken verify(String token) {
		JwtParser parser = parserFor(token);
		if (parser == null) {
			throw TokenService.notValid();
		}
		try {
			return verified(parser.parseSignedClaims(token).getPayload());
		}
		catch (ExpiredJwtException ex) {
			throw TokenService.expired();
		}
		catch (JwtException | IllegalArgumentException ex) {
			throw TokenService.notValid();
		}
	}

	private VerifiedToken verified(Claims claims) {
		Date expires = claims.getExpiration();
		if (claims.getSubject() == null || expires == null) {
			throw TokenService.notValid();
		}
		String user = this.users.findBySubject(claims.getIssuer(), claims.getSubject())
			.orElseThrow(TokenService::notValid);
		Date issued = claims.getIssuedAt();
		Instant issuedAt = (issued != null) ? issued.toInstant() : Instant.EPOCH;
		return new VerifiedToken(user, null, issuedAt, expires.toInstant());
	}

	private @Nullable JwtParser parserFor(String token) {
		String[] parts = token.split("\\.", -1);
		try {
			String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
			return this.parsers.get(JSON.readTree(claims).path("iss").asString(""));
		}
		catch (JacksonException | IllegalArgumentException ex) {
			return null;
		}
	}

	private static JwtParser parser(Issuer issuer, IssuerKeys keys, Clock clock) {
		return Jwts.parser()
			.keyLocator((header) -> locate(issuer, keys, header))
			.requireIssuer(issuer.issuer())
			.requireAudience(issuer.audience())
			.clock(() -> Date.from(clock.instant()))
			.clockSkewSeconds(SKEW_SECONDS)
			.sig()
			.clear()
			.add(Jwts.SIG.RS256)
			.add(Jwts.SIG.RS384)
			.add(Jwts.SIG.RS512)
			.add(Jwts.SIG.PS256)
			.add(Jwts.SIG.PS384)
			.add(Jwts.SIG.PS512)
			.add(Jwts.SIG.ES256)
			.add(Jwts.SIG.ES384)
			.add(Jwts.SIG.EdDSA)
			.and()
			.build();
	}

	private static Key locate(Issuer issuer, IssuerKeys keys, Header header) {
		if (header instanceof ProtectedHeader named && named.getKeyId() != null) {
			return keys.find(issuer, named.getKeyId(), header.getAlgorithm())
				.orElseThrow(() -> new UnsupportedJwtException("The issuer has no such key"));
		}
		throw new UnsupportedJwtException("A token must name its key");
	}

}
