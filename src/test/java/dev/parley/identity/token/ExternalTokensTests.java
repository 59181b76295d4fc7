package dev.parley.identity.token;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.crypto.spec.SecretKeySpec;

import com.sun.net.httpserver.HttpServer;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.RsaPublicJwk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.parley.identity.IdentityProperties.Issuer;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;
import dev.parley.support.TurnableClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ExternalTokensTests {

	private static final String CORP = "https://id.corp.example";

	private static final String OTHER = "https://id.other.example";

	private static final KeyPair KEY = Jwts.SIG.RS256.keyPair().build();

	private static final KeyPair NEXT = Jwts.SIG.RS256.keyPair().build();

	private static final KeyPair OTHERS = Jwts.SIG.RS256.keyPair().build();

	private final TurnableClock clock = new TurnableClock();

	private final AtomicInteger fetches = new AtomicInteger();

	private final Map<String, String> users = Map.of(CORP + " subject-1", "mia", OTHER + " subject-1", "noah");

	private volatile String corpKeys = jwks(jwk("k1", KEY));

	private HttpServer server;

	private ExternalTokens tokens;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/corp", (exchange) -> {
			this.fetches.incrementAndGet();
			byte[] body = this.corpKeys.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(body.length == 0 ? 500 : 200, body.length == 0 ? -1 : body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		this.server.createContext("/other", (exchange) -> {
			byte[] body = jwks(jwk("k1", OTHERS)).getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		this.server.start();
		this.tokens = new ExternalTokens(List.of(issuer(CORP, "/corp"), issuer(OTHER, "/other")),
				new IssuerKeys(this.clock),
				(issuer, subject) -> Optional.ofNullable(this.users.get(issuer + " " + subject)), this.clock);
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@Test
	void acceptsATokenOfAConfiguredIssuer() {
		String token = signed(claims(CORP), "k1", KEY);

		assertThat(this.tokens.knows(token)).isTrue();
		VerifiedToken verified = this.tokens.verify(token);
		assertThat(verified.subject()).isEqualTo("mia");
		assertThat(verified.session()).isNull();
		assertThat(verified.expiresAt()).isEqualTo(Instant.parse("2026-11-20T10:05:00Z"));
	}

	@Test
	void fetchesKeysOnceAndCachesThem() {
		for (int i = 0; i < 5; i++) {
			this.tokens.verify(signed(claims(CORP), "k1", KEY));
		}
		assertThat(this.fetches).hasValue(1);
	}

	@Test
	void neverUsesTheKeyOfOneIssuerForAnother() {
		this.tokens.verify(signed(claims(CORP), "k1", KEY));
		assertThat(this.tokens.verify(signed(claims(OTHER), "k1", OTHERS)).subject()).isEqualTo("noah");

		refuses(signed(claims(OTHER), "k1", KEY));
		refuses(signed(claims(CORP), "k1", OTHERS));
	}

	@Test
	void picksUpAddedKeysAndDropsRemovedOnes() {
		this.tokens.verify(signed(claims(CORP), "k1", KEY));
		this.corpKeys = jwks(jwk("k2", NEXT));
		refuses(signed(claims(CORP), "k2", NEXT));

		this.clock.turn(Duration.ofMinutes(2));
		assertThat(this.tokens.verify(signed(claims(CORP), "k2", NEXT)).subject()).isEqualTo("mia");
		refuses(signed(claims(CORP), "k1", KEY));
	}

	@Test
	void unknownKeyIdsCauseAtMostOneFetchAMinute() {
		for (int i = 0; i < 20; i++) {
			refuses(signed(claims(CORP), "invented-" + i, KEY));
		}
		assertThat(this.fetches).hasValue(1);
	}

	@Test
	void keepsTheKeysOfAnUnreachableIssuer() {
		this.tokens.verify(signed(claims(CORP), "k1", KEY));
		this.corpKeys = "";
		this.clock.turn(Duration.ofHours(2));

		assertThat(this.tokens.verify(signed(claims(CORP), "k1", KEY)).subject()).isEqualTo("mia");
		assertThat(this.fetches).hasValue(2);
	}

	@Test
	void ignoresBrokenKeySets() {
		for (String broken : List.of("no json", "[]", "{\"keys\":7}", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}",
				" ".repeat(300_000))) {
			this.corpKeys = broken;
			this.clock.turn(Duration.ofMinutes(2));
			refuses(signed(claims(CORP), "k1", KEY));
		}
	}

	@Test
	void neverContactsAnIssuerThatIsNotConfigured() {
		String token = signed(claims("http://127.0.0.1:" + this.server.getAddress().getPort() + "/corp"), "k1", KEY);

		assertThat(this.tokens.knows(token)).isFalse();
		refuses(token);
		assertThat(this.fetches).hasValue(0);
	}

	@Test
	void doesNotKnowMalformedTokens() {
		assertThat(this.tokens.knows("a.b.c")).isFalse();
		assertThat(this.tokens.knows("..")).isFalse();
		assertThat(this.tokens.knows(".W10.")).isFalse();
	}

	@Test
	void identifiesUsersByIssuerAndSubjectNeverByEmail() {
		refuses(signed(claims(CORP).subject("subject-2").claim("email", "mia@northwind.example"), "k1", KEY));
		refuses(signed(claims(CORP).subject("mia"), "k1", KEY));
	}

	@Test
	void rejectsATokenForAnotherAudience() {
		refuses(signed(claims(CORP).audience().remove("parley").add("wiki").and(), "k1", KEY));
	}

	@Test
	void rejectsATokenWithoutKeyIdSubjectOrExpiry() {
		refuses(claims(CORP).signWith(KEY.getPrivate(), Jwts.SIG.RS256).compact());
		refuses(signed(claims(CORP).subject(null), "k1", KEY));
		refuses(signed(claims(CORP).expiration(null), "k1", KEY));
	}

	@Test
	void neverUsesAPublicKeyAsASharedSecret() {
		SecretKeySpec confused = new SecretKeySpec(KEY.getPublic().getEncoded(), "HmacSHA256");

		refuses(claims(CORP).header().keyId("k1").and().signWith(confused, Jwts.SIG.HS256).compact());
	}

	@Test
	void reportsExpiryAfterTheToleratedClockSkew() {
		String token = signed(claims(CORP), "k1", KEY);
		this.clock.turn(Duration.ofMinutes(5).plusSeconds(29));
		this.tokens.verify(token);
		this.clock.turn(Duration.ofSeconds(2));

		assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> this.tokens.verify(token))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.TOKEN_EXPIRED));
	}

	private Issuer issuer(String name, String path) {
		return new Issuer(name, URI.create("http://127.0.0.1:" + this.server.getAddress().getPort() + path), "parley");
	}

	private JwtBuilder claims(String issuer) {
		Instant now = this.clock.instant();
		return Jwts.builder()
			.issuer(issuer)
			.audience()
			.add("parley")
			.and()
			.subject("subject-1")
			.issuedAt(Date.from(now))
			.expiration(Date.from(now.plusSeconds(300)));
	}

	private void refuses(String token) {
		assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> this.tokens.verify(token))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.UNAUTHENTICATED));
	}

	private static String signed(JwtBuilder claims, String kid, KeyPair key) {
		return claims.header().keyId(kid).and().signWith(key.getPrivate(), Jwts.SIG.RS256).compact();
	}

	private static RsaPublicJwk jwk(String kid, KeyPair key) {
		return Jwks.builder().rsaKeyPair(key).id(kid).algorithm("RS256").build().toPublicJwk();
	}

	private static String jwks(RsaPublicJwk... keys) {
		return Stream.of(keys).map(Jwks::json).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
	}

}
