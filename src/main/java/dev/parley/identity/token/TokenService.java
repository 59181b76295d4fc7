package dev.parley.identity.token;

import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.Header;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.ProtectedHeader;
import io.jsonwebtoken.UnsupportedJwtException;
import org.jspecify.annotations.Nullable;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;

/**
 * Issues and verifies our own access tokens. A token must name one of our keys, use that
 * key's algorithm and have a valid signature before its claims are read.
 */
public final class TokenService {

	/** Our tokens have about 400 characters, those of others rarely more than 2 000. */
	static final int MAX_LENGTH = 8192;

	private static final String SESSION = "sid";

	/** {@code iat} in milliseconds: a sign-out revokes tokens issued earlier. */
	private static final String ISSUED_AT = "iat_ms";

	private final TokenKeys keys;

	private final String issuer;

	private final String audience;

	private final Clock clock;

	private final JwtParser parser;

	TokenService(TokenKeys keys, String issuer, String audience, Clock clock) {
		this.keys = keys;
		this.issuer = issuer;
		this.audience = audience;
		this.clock = clock;
		this.parser = Jwts.parser()
			.keyLocator(this::locate)
			.requireIssuer(issuer)
			.requireAudience(audience)
			.clock(() -> Date.from(clock.instant()))
			.sig()
			.clear()
			.add(Jwts.SIG.HS256)
			.add(Jwts.SIG.RS256)
			.add(Jwts.SIG.ES256)
			.and()
			.build();
	}

	/** Issues a token for a user, valid from now. */
	public String issue(String userId, @Nullable String session, Duration lifetime) {
		Instant now = this.clock.instant();
		JwtBuilder token = Jwts.builder()
			.issuer(this.issuer)
			.audience()
			.add(this.audience)
			.and()
			.subject(userId)
			.issuedAt(Date.from(now))
			.expiration(Date.from(now.plus(lifetime)))
			.claim(ISSUED_AT, now.toEpochMilli());
		if (session != null) {
			token.claim(SESSION, session);
		}
		return this.keys.current().sign(token).compact();
	}

	/**
	 * Checks signature and claims.
	 * @throws RejectedException with UNAUTHENTICATED or TOKEN_EXPIRED
	 */
	public VerifiedToken verify(String token) {
		checkShape(token);
		try {
			Claims claims = this.parser.parseSignedClaims(token).getPayload();
			return verified(claims);
		}
		catch (ExpiredJwtException ex) {
			throw expired();
		}
		catch (JwtException | IllegalArgumentException ex) {
			throw notValid();
		}
	}

	/** Rejects everything except short signed tokens before it reaches the parser. */
	public static void checkShape(String token) {
		if (token.length() > MAX_LENGTH || token.chars().filter((c) -> c == '.').count() != 2) {
			throw notValid();
		}
	}

	static RejectedException notValid() {
		return new RejectedException(ErrorCode.UNAUTHENTICATED, "The token is not valid. Sign in again.");
	}

	public static RejectedException expired() {
		return new RejectedException(ErrorCode.TOKEN_EXPIRED, "The token has expired. Refresh it or sign in again.");
	}

	private Key locate(Header header) {
		if (header instanceof ProtectedHeader named) {
			SigningKey key = this.keys.find(named.getKeyId()).orElse(null);
			if (key != null && key.algorithm().equals(header.getAlgorithm())) {
				return key.verifying();
			}
		}
		throw new UnsupportedJwtException("Unknown key");
	}

	private static VerifiedToken verified(Claims claims) {
		String subject = claims.getSubject();
		Date issued = claims.getIssuedAt();
		Date expires = claims.getExpiration();
		if (subject == null || issued == null || expires == null) {
			throw notValid();
		}
		Long precise = claims.get(ISSUED_AT, Long.class);
		Instant issuedAt = (precise != null) ? Instant.ofEpochMilli(precise) : issued.toInstant();
		return new VerifiedToken(subject, claims.get(SESSION, String.class), issuedAt, expires.toInstant());
	}

}
