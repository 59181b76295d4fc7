package dev.parley.identity.token;

import java.security.Key;
import java.security.PrivateKey;
import java.time.Instant;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.PrivateJwk;
import io.jsonwebtoken.security.PublicJwk;
import io.jsonwebtoken.security.SecretJwk;
import io.jsonwebtoken.security.SignatureAlgorithm;
import org.jspecify.annotations.Nullable;

/**
 * A signing key, bound to the only algorithm that it may be used with.
 *
 * @param retired when it stopped signing; null if it still signs
 */
record SigningKey(String id, String algorithm, Jwk<?> jwk, @Nullable Instant retired) {

	/** The key that verifies signatures. */
	Key verifying() {
		PublicJwk<?> published = published();
		return (published != null) ? published.toKey() : this.jwk.toKey();
	}

	/** The public part; null for a secret key. */
	@Nullable PublicJwk<?> published() {
		return (this.jwk instanceof PrivateJwk<?, ?, ?> pair) ? pair.toPublicJwk() : null;
	}

	JwtBuilder sign(JwtBuilder token) {
		JwtBuilder named = token.header().keyId(this.id).and();
		return switch (this.jwk) {
			case SecretJwk secret -> named.signWith(secret.toKey(), Jwts.SIG.HS256);
			case PrivateJwk<?, ?, ?> pair -> named.signWith((PrivateKey) pair.toKey(), signature());
			default -> throw new IllegalStateException("Key " + this.id + " cannot sign");
		};
	}

	private SignatureAlgorithm signature() {
		return "ES256".equals(this.algorithm) ? Jwts.SIG.ES256 : Jwts.SIG.RS256;
	}

	SigningKey retire(Instant now) {
		return new SigningKey(this.id, this.algorithm, this.jwk, now);
	}

	/** Without the key itself. */
	@Override
	public String toString() {
		return "SigningKey[id=" + this.id + ", algorithm=" + this.algorithm + "]";
	}

}
