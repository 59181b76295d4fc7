package dev.parley.identity.token;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;
import dev.parley.support.TurnableClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TokenServiceTests {

	private static final Duration QUARTER = Duration.ofMinutes(15);

	private final TurnableClock clock = new TurnableClock();

	private final SecureRandom random = new SecureRandom();

	private final SigningKey key = JwkFormat.generate("HS256", this.random);

	private final TokenService tokens = service(this.key);

	@Test
	void verifiesAnIssuedToken() {
		VerifiedToken token = this.tokens.verify(this.tokens.issue("mia", "s1", QUARTER));

		assertThat(token.subject()).isEqualTo("mia");
		assertThat(token.session()).isEqualTo("s1");
		assertThat(token.issuedAt()).isEqualTo(this.clock.instant());
		assertThat(token.expiresAt()).isEqualTo(Instant.parse("2026-11-20T10:15:00Z"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "HS256", "RS256", "ES256" })
	void everyAlgorithmSignsAndVerifies(String algorithm) {
		TokenService service = service(JwkFormat.generate(algorithm, this.random));

		assertThat(service.verify(service.issue("mia", null, QUARTER)).subject()).isEqualTo("mia");
	}

	@Test
	void aRetiredKeyVerifiesButDoesNotSign() {
		SigningKey fresh = JwkFormat.generate("HS256", this.random);
		TokenService rotated = service(fresh, this.key.retire(this.clock.instant()));

		assertThat(rotated.verify(this.tokens.issue("mia", null, QUARTER)).subject()).isEqualTo("mia");
		refuses(this.tokens, rotated.issue("mia", null, QUARTER));
	}

	@Test
	void aTokenExpiresOnTime() {
		String token = this.tokens.issue("mia", null, QUARTER);
		this.clock.turn(QUARTER);

		assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> this.tokens.verify(token))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.TOKEN_EXPIRED));
	}

	@Test
	void checksTheSignatureBeforeTheExpiry() {
		String token = forged(new SecretKeySpec(new byte[32], "HmacSHA256"), (jwt) -> jwt);
		this.clock.turn(Duration.ofDays(1));

		refuses(this.tokens, token);
	}

	@Test
	void rejectsATokenWithoutSignature() {
		String none = base64("{\"alg\":\"none\",\"kid\":\"" + this.key.id() + "\"}") + "."
				+ this.tokens.issue("mia", null, QUARTER).split("\\.")[1] + ".";

		refuses(this.tokens, none);
	}

	@Test
	void rejectsATokenOfAnotherKeyWithTheSameId() {
		refuses(this.tokens, forged(new SecretKeySpec(new byte[32], "HmacSHA256"), (jwt) -> jwt));
	}

	@Test
	void rejectsATokenOfAnUnknownKey() {
		refuses(this.tokens, forged(secret(), (jwt) -> jwt.header().keyId("other").and()));
		refuses(this.tokens, Jwts.builder().subject("mia").signWith(secret()).compact());
	}

	@Test
	void neverUsesAPublicKeyAsASharedSecret() {
		SigningKey pair = JwkFormat.generate("RS256", this.random);
		PublicKey published = (PublicKey) pair.verifying();
		SecretKey confused = new SecretKeySpec(published.getEncoded(), "HmacSHA256");
		String token = claims().header().keyId(pair.id()).and().signWith(confused, Jwts.SIG.HS256).compact();

		refuses(service(pair), token);
	}

	@Test
	void usesAKeyOnlyWithItsOwnAlgorithm() {
		SigningKey pair = JwkFormat.generate("RS256", this.random);
		KeyPair other = Jwts.SIG.ES256.keyPair().build();
		String token = claims().header().keyId(pair.id()).and().signWith(other.getPrivate(), Jwts.SIG.ES256).compact();

		refuses(service(pair), token);
		SecretKey longer = Jwts.SIG.HS512.key().build();
		refuses(this.tokens, claims().header().keyId(this.key.id()).and().signWith(longer, Jwts.SIG.HS512).compact());
	}

	@Test
	void rejectsATokenOfAnotherIssuerOrAudience() {
		refuses(this.tokens, forged(secret(), (jwt) -> jwt.issuer("evil")));
		refuses(this.tokens, forged(secret(), (jwt) -> jwt.audience().remove("parley").add("other").and()));
		refuses(this.tokens, forged(secret(), (jwt) -> jwt.issuer(null)));
	}

	@Test
	void rejectsATokenThatIsNotValidYet() {
		Date soon = Date.from(this.clock.instant().plusSeconds(60));

		refuses(this.tokens, forged(secret(), (jwt) -> jwt.notBefore(soon)));
	}

	@Test
	void rejectsATokenWithoutSubjectOrTimes() {
		refuses(this.tokens, forged(secret(), (jwt) -> jwt.subject(null)));
		refuses(this.tokens, forged(secret(), (jwt) -> jwt.expiration(null)));
		refuses(this.tokens, forged(secret(), (jwt) -> jwt.issuedAt(null)));
	}

	@Test
	void rejectsClaimsOfTheWrongType() {
		refuses(this.tokens, forged(secret(), (jwt) -> jwt.claim("iat_ms", "yesterday")));
		refuses(this.tokens, forged(secret(), (jwt) -> jwt.claim("sid", List.of(1))));
	}

	@Test
	void acceptsTheHandmadeTokenWithoutChanges() {
		assertThat(this.tokens.verify(forged(secret(), (jwt) -> jwt)).subject()).isEqualTo("mia");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ".", "..", "...", "a.b.c", "....", "null", "{}", "ey.ey.ey",
			"\u0000.\u0000.\u0000", "eyJhbGciOiJIUzI1NiJ9..", "é.é.é", "a.b.c.d.e" })
	void rejectsGarbage(String garbage) {
		refuses(this.tokens, garbage);
	}

	@Test
	void rejectsATokenWithAnyCharacterChanged() {
		String token = this.tokens.issue("mia", "s1", QUARTER);
		// The last character of a part may contain unused bits.
		for (int i = 0; i < token.length() - 1; i++) {
			char other = (token.charAt(i) == 'A') ? 'Q' : 'A';
			if (token.charAt(i) != '.' && token.charAt(i + 1) != '.') {
				refuses(this.tokens, token.substring(0, i) + other + token.substring(i + 1));
			}
		}
	}

	@Test
	void rejectsHugeAndDeeplyNestedTokens() {
		refuses(this.tokens, "a".repeat(1_000_000));
		refuses(this.tokens, "a.".repeat(2) + "a".repeat(1_000_000));
		String deep = base64("[".repeat(5000));
		refuses(this.tokens, deep + "." + deep + ".a");
		refuses(this.tokens, base64("{\"alg\":\"HS256\",\"x\":" + "[".repeat(5000)) + ".e30.a");
	}

	@Test
	void rejectsAnEncryptedToken() {
		String encrypted = Jwts.builder()
			.subject("mia")
			.encryptWith(Jwts.ENC.A256GCM.key().build(), Jwts.ENC.A256GCM)
			.compact();

		refuses(this.tokens, encrypted);
	}

	private TokenService service(SigningKey... keys) {
		return new TokenService(TokenKeys.of(List.of(keys), this.clock), "parley", "parley", this.clock);
	}

	private SecretKey secret() {
		return (SecretKey) this.key.verifying();
	}

	private JwtBuilder claims() {
		Instant now = this.clock.instant();
		return Jwts.builder()
			.issuer("parley")
			.audience()
			.add("parley")
			.and()
			.subject("mia")
			.issuedAt(Date.from(now))
			.expiration(Date.from(now.plus(QUARTER)));
	}

	private String forged(SecretKey with, UnaryOperator<JwtBuilder> change) {
		return change.apply(claims().header().keyId(this.key.id()).and()).signWith(with, Jwts.SIG.HS256).compact();
	}

	private static void refuses(TokenService service, String token) {
		assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> service.verify(token))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.UNAUTHENTICATED));
	}

	private static String base64(String text) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

}
