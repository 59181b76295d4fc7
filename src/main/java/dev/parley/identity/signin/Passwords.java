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
 * Validates and hashes passwords. New hashes use Argon2id; imported bcrypt hashes are
 * accepted and replaced at the next sign-in. Hashing has a small dedicated thread pool,
 * so that a flood of sign-ins cannot exhaust the memory or the request threads.
 */
@Component
public class Passwords implements DisposableBean {

	/**
	 * Hash of a random password. Compared when the user is unknown, so that the response
	 * takes as long as for a known user.
	 */
	static final String DUMMY_HASH = "{argon2}$argon2id$v=19$m=16384,t=2,p=1$SalgcM3m/T7yvOw6OPIL5g"
			+ "$cfVuZVikfuvHC3MTp40E2c3Crsi+x9aV1wk5gAelzDg";

	static final int MAX_LENGTH = 200;

	/** Passwords waiting to be hashed: one or two seconds of work. */
	private static final int QUEUE = 32;

	private static final Logger log = LoggerFactory.getLogger(Passwords.class);

	private final PasswordEncoder encoder = new DelegatingPasswordEncoder("argon2", Map.of("argon2",
			Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8(), "bcrypt", new BCryptPasswordEncoder()));

	private final ThreadPoolExecutor threads;

	private final int minLength;

	public Passwords(IdentityProperties properties) {
		this.minLength = properties.passwordMinLength();
		int count = properties.concurrentHashes();
		this.threads = new ThreadPoolExecutor(count, count, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE),
				Thread.ofPlatform().name("passwords-", 0).daemon().factory());
		this.threads.allowCoreThreadTimeOut(true);
	}

	/**
	 * Validates a new password and returns its hash.
	 * @param field the request field to name in the error
	 * @throws RejectedException with BAD_REQUEST, or BUSY when too many passwords are
	 * being hashed
	 */
	public String choose(String field, @Nullable String password) {
		if (password == null || password.length() < this.minLength || password.length() > MAX_LENGTH
				|| password.isBlank()) {
			throw RejectedException.invalid(field,
					"The password must have " + this.minLength + " to " + MAX_LENGTH + " characters.");
		}
		return hash(password);
	}

	/** The hash of a password that has already been validated. */
	public String hash(String password) {
		return run(() -> this.encoder.encode(password));
	}

	/** Whether the password matches. Takes the same time without a hash. */
	boolean matches(String password, @Nullable String hash) {
		String compared = (hash != null) ? hash : DUMMY_HASH;
		boolean right = run(() -> isRight(password, compared));
		return right && hash != null;
	}

	/** Whether the hash uses an older algorithm or weaker parameters. */
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
			log.warn("A stored password hash has an unknown format, so its user cannot sign in");
			return false;
		}
	}

	private <T> T run(Supplier<T> work) {
		try {
			return CompletableFuture.supplyAsync(work, this.threads).join();
		}
		catch (RejectedExecutionException ex) {
			throw RejectedException.retryLater(ErrorCode.BUSY, "Too many sign-ins at once. Try again.",
					Duration.ofSeconds(2));
		}
	}

}
