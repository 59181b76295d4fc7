package dev.parley.identity.signin;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

import dev.parley.identity.IdentityProperties;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;

/**
 * Passwords: the rules for new ones, and their slow hashes. New hashes are Argon2id;
 * bcrypt ones, brought from elsewhere, are accepted and replaced at the next sign-in.
 * Hashing happens on threads of its own, so that a flood of sign-ins takes neither the
 * memory nor the threads that everybody else needs.
 */
@Component
public class Passwords implements DisposableBean {

	/**
	 * Of a password nobody has: what an unknown user's is compared with, so that the
	 * answer takes as long as for a known one.
	 */
	static final String NOBODYS = "{argon2}$argon2id$v=19$m=16384,t=2,p=1$SalgcM3m/T7yvOw6OPIL5g"
			+ "$cfVuZVikfuvHC3MTp40E2c3Crsi+x9aV1wk5gAelzDg";

	static final int LONGEST = 200;

	/** Waiting for a hash: a second or two. */
	private static final int QUEUE = 32;

	private static final Logger log = LoggerFactory.getLogger(Passwords.class);

	private final PasswordEncoder encoder = new DelegatingPasswordEncoder("argon2", Map.of("argon2",
			Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8(), "bcrypt", new BCryptPasswordEncoder()));

	private final ThreadPoolExecutor threads;

	private final int shortest;

	public Passwords(IdentityProperties properties) {
		this.shortest = properties.passwordMinLength();
		int count = properties.concurrentHashes();
		this.threads = new ThreadPoolExecutor(count, count, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE),
				Thread.ofPlatform().name("passwords-", 0).daemon().factory());
		this.threads.allowCoreThreadTimeOut(true);
	}

	/**
	 * The hash to be stored of a password that somebody chose.
	 * @param field where it came from, named when it breaks a rule
	 * @throws RejectedException BAD_REQUEST, or BUSY when too many are being hashed
	 */
	public String choose(String field, @Nullable String password) {
		if (password == null || password.length() < this.shortest || password.length() > LONGEST
				|| password.isBlank()) {
			throw RejectedException.invalid(field,
					"A password has " + this.shortest + " to " + LONGEST + " characters.");
		}
		return hash(password);
	}

	/** The hash of a password that was accepted before. */
	public String hash(String password) {
		return run(() -> this.encoder.encode(password));
	}

	/**
	 * Whether this is the password; takes the same time whether there is a hash or not.
	 */
	public boolean matches(String password, @Nullable String hash) {
		String compared = (hash != null) ? hash : NOBODYS;
		boolean right = run(() -> isRight(password, compared));
		return right && hash != null;
	}

	/** Whether the hash was made with another method or less effort than today's. */
	boolean isOutdated(String hash) {
		return this.encoder.upgradeEncoding(hash);
	}

	@Override
	public void destroy() {
		this.threads.shutdownNow();
	}

	private boolean isRight(String password, String hash) {
		try {
			return this.encoder.matches(password, hash);
		}
		catch (IllegalArgumentException ex) {
			log.warn("A stored password hash is of a kind that is not known; its user cannot sign in");
			return false;
		}
	}

	private <T> T run(Supplier<T> work) {
		try {
			return CompletableFuture.supplyAsync(work, this.threads).join();
		}
		catch (RejectedExecutionException ex) {
			throw RejectedException.retryLater(ErrorCode.BUSY, "Too many sign-ins at once; try again.",
					Duration.ofSeconds(2));
		}
	}

}
