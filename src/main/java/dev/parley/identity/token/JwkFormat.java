package dev.parley.identity.token;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;

import javax.crypto.spec.SecretKeySpec;

import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.EcPrivateJwk;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.RsaPrivateJwk;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.parley.storage.StartException;

/**
 * Reads, writes and generates our signing keys as JSON Web Keys. Each key names its
 * algorithm. A key that is too weak for it, or of another type, prevents the start.
 */
final class JwkFormat {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final int HMAC_BYTES = 32;

	private static final int RSA_BITS = 2048;

	private static final int EC_BITS = 256;

	private JwkFormat() {
	}

	static SigningKey generate(String algorithm, SecureRandom random) {
		byte[] id = new byte[9];
		random.nextBytes(id);
		String kid = Base64.getUrlEncoder().encodeToString(id);
		return switch (algorithm) {
			case "HS256" -> secret(kid, randomBytes(random));
			case "RS256" -> key(kid, algorithm,
					Jwks.builder()
						.rsaKeyPair(Jwts.SIG.RS256.keyPair().random(random).build())
						.id(kid)
						.algorithm(algorithm)
						.build());
			case "ES256" -> key(kid, algorithm,
					Jwks.builder()
						.ecKeyPair(Jwts.SIG.ES256.keyPair().random(random).build())
						.id(kid)
						.algorithm(algorithm)
						.build());
			default -> throw unknown(algorithm, "parley.identity.key-algorithm");
		};
	}

	/** An HS256 key from these bytes. */
	static SigningKey secret(String kid, byte[] bytes) {
		requireBits(kid, "HS256", bytes.length * Byte.SIZE, HMAC_BYTES * Byte.SIZE);
		return key(kid, "HS256",
				Jwks.builder().key(new SecretKeySpec(bytes, "HmacSHA256")).id(kid).algorithm("HS256").build());
	}

	/**
	 * Reads a key.
	 * @param where the key comes from, for error messages
	 */
	static SigningKey parse(JsonNode json, String where) {
		String algorithm = json.path("alg").asString("none");
		if (!algorithm.equals("HS256") && !algorithm.equals("RS256") && !algorithm.equals("ES256")) {
			throw unknown(algorithm, where);
		}
		String kid = json.path("kid").asString("");
		if (kid.isEmpty()) {
			throw new StartException("A key in " + where + " has no `kid`. Every key needs a unique one.");
		}
		try {
			SigningKey key = algorithm.equals("HS256")
					? secret(kid, Base64.getUrlDecoder().decode(json.path("k").asString("")))
					: pair(kid, algorithm, Jwks.parser().build().parse(json.toString()), where);
			Instant retired = retired(json);
			return (retired != null) ? key.retire(retired) : key;
		}
		catch (JwtException | IllegalArgumentException ex) {
			// The cause may contain the key.
			throw new StartException("Key " + kid + " in " + where + " is not a valid JSON Web Key.");
		}
	}

	/** Includes the secret part. */
	static JsonNode write(SigningKey key) {
		ObjectNode json = (ObjectNode) JSON.readTree(Jwks.UNSAFE_JSON(key.jwk()));
		Instant retired = key.retired();
		if (retired != null) {
			json.put("retired", retired.getEpochSecond());
		}
		return json;
	}

	private static SigningKey pair(String kid, String algorithm, Jwk<?> jwk, String where) {
		switch (jwk) {
			case RsaPrivateJwk rsa when algorithm.equals("RS256") ->
				requireBits(kid, algorithm, rsa.toKey().getModulus().bitLength(), RSA_BITS);
			case EcPrivateJwk ec when algorithm.equals("ES256") ->
				requireBits(kid, algorithm, ec.toKey().getParams().getOrder().bitLength(), EC_BITS);
			default -> throw new StartException(
					"Key " + kid + " in " + where + " is not a private key for " + algorithm + ".");
		}
		return key(kid, algorithm, jwk);
	}

	private static void requireBits(String kid, String algorithm, int bits, int least) {
		if (bits < least) {
			throw new StartException(
					"Signing key " + kid + " has " + bits + " bits; " + algorithm + " needs at least " + least + ".");
		}
	}

	private static @Nullable Instant retired(JsonNode json) {
		JsonNode retired = json.path("retired");
		return retired.isNumber() ? Instant.ofEpochSecond(retired.asLong()) : null;
	}

	private static SigningKey key(String kid, String algorithm, Jwk<?> jwk) {
		return new SigningKey(kid, algorithm, jwk, null);
	}

	private static byte[] randomBytes(SecureRandom random) {
		byte[] bytes = new byte[HMAC_BYTES];
		random.nextBytes(bytes);
		return bytes;
	}

	private static StartException unknown(String algorithm, String where) {
		return new StartException(
				"The algorithm " + algorithm + " in " + where + " is not supported. Use HS256, RS256 or ES256.");
	}

}
