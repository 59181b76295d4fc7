package dev.parley.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

import org.springframework.stereotype.Component;

/**
 * Makes what only its holder knows: refresh tokens, tickets, invitations, API keys. The
 * database holds hashes alone; 256 random bits need neither salt nor a slow hash.
 */
@Component
public class Secrets {

	private static final int BYTES = 32;

	private final SecureRandom random;

	public Secrets(SecureRandom random) {
		this.random = random;
	}

	/** A new secret that starts with the prefix, safe in headers and addresses. */
	public String create(String prefix) {
		byte[] bytes = new byte[BYTES];
		this.random.nextBytes(bytes);
		return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	/** What is stored in its place. */
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
