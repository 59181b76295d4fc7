package dev.parley.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

import org.springframework.stereotype.Component;

/**
 * Generates the secrets of refresh tokens, tickets, invitations and API keys. The
 * database stores only their hashes; 256 random bits need neither salt nor a slow hash.
 */
@Component
public class Secrets {

	private static final int BYTES = 32;

	private final SecureRandom random;

	public Secrets(SecureRandom random) {
		this.random = random;
	}

	/** A new secret with this prefix, safe in headers and URLs. */
	public String create(String prefix) {
		byte[] bytes = new byte[BYTES];
		this.random.nextBytes(bytes);
		return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	/** The hash that is stored in place of the secret. */
	public static String hash(String secret) {
		try {
			MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
			return HexFormat.of().formatHex(sha256.digest(secret.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

}
