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
 * Makes and checks our own access tokens. A token counts only if the key it names is
 * ours, is used with that key's own algorithm, and the signature is right; only then are
 * its claims looked at.
 */
public final class TokenService {

	/** Ours have about 400 characters; those of others seldom more than 2 000. */
	static final int LONGEST = 8192;

	private static final String SESSION = "sid";

	/** {@code iat} to the millisecond, since a sign-out voids what was issued before. */
	private static final String ISSUED_AT = "iat_ms";

	private final TokenKeys keys;

	private final String issuer;

	private final String audience;

	private final Clock clock;

	private final JwtParser parser;

	public TokenService(TokenKeys keys, String issuer, String audience, Clock clock) {
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

	/** A token for a user, valid from now. */
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

	/** Keeps everything but a short signed token away from the parser. */
	public static void checkShape(String token) {
		if (token.length() > LONGEST || token.chars().filter((c) -> c == '.').count() != 2) {
			throw notValid();
		}
	}

	static RejectedException notValid() {
		return new RejectedException(ErrorCode.UNAUTHENTICATED, "The token is not valid here; sign in again.");
	}

	public static RejectedException expired() {
		return new RejectedException(ErrorCode.TOKEN_EXPIRED, "The token has expired; refresh it or sign in again.");
	}

	private Key locate(Header header) {
		if (header instanceof ProtectedHeader named) {
			SigningKey key = this.keys.find(named.getKeyId()).orElse(null);
			if (key != null && key.algorithm().equals(header.getAlgorithm())) {
				return key.verifying();
			}
		}
		throw new UnsupportedJwtException("No key of ours");
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
