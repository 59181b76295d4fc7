package dev.parley.identity.signin;

import java.util.Objects;
import java.util.Optional;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import dev.parley.identity.EmailAddresses;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;

/**
 * Checks and changes passwords, with limited attempts. Neither the answer, its timing nor
 * the limits reveal whether an email address is known.
 */
@Component
public class PasswordAuthenticator {

	private final AccountRepository accounts;

	private final Passwords passwords;

	private final SignInAttempts attempts;

	private final Sessions sessions;

	private final MeterRegistry meters;

	PasswordAuthenticator(AccountRepository accounts, Passwords passwords, SignInAttempts attempts, Sessions sessions,
			MeterRegistry meters) {
		this.accounts = accounts;
		this.passwords = passwords;
		this.attempts = attempts;
		this.sessions = sessions;
		this.meters = meters;
	}

	/**
	 * Checks an email address and a password and returns the user's id.
	 * @throws RejectedException with UNAUTHENTICATED, RATE_LIMITED or BUSY
	 */
	String authenticate(String email, String password, Device device) {
		String normalized = EmailAddresses.normalize(email);
		takeAttempt(normalized, device);
		Optional<SignInUser> user = EmailAddresses.parse(email).flatMap(this.accounts::findByEmail);
		String hash = user.map(SignInUser::passwordHash).orElse(null);
		boolean right = this.passwords.matches(password, hash);
		if (!right || hash == null || user.isEmpty() || user.get().disabled()) {
			count("refused");
			throw new RejectedException(ErrorCode.UNAUTHENTICATED, "The email address or the password is wrong.");
		}
		this.attempts.succeeded(normalized, device.limitKey());
		count("accepted");
		if (this.passwords.isOutdated(hash)) {
			this.accounts.setPassword(user.get().id(), this.passwords.hash(password));
		}
		return user.get().id();
	}

	/** The user with this email address, disabled or not. */
	public Optional<SignInUser> findByEmail(String email) {
		return this.accounts.findByEmail(email);
	}

	/**
	 * Whether the user may sign in with this password.
	 * @throws RejectedException with RATE_LIMITED or BUSY
	 */
	public boolean isPasswordOf(SignInUser user, String password, Device device) {
		String account = Objects.requireNonNullElse(user.email(), user.id());
		this.attempts.take(account, device.limitKey());
		if (!this.passwords.matches(password, user.passwordHash()) || user.disabled()) {
			return false;
		}
		this.attempts.succeeded(account, device.limitKey());
		return true;
	}

	/**
	 * Changes the password and ends all other sign-ins.
	 * @param session the sign-in to keep; null to keep none
	 */
	void change(String userId, @Nullable String session, String current, @Nullable String chosen, Device device) {
		SignInUser user = person(userId);
		if (user.passwordHash() == null) {
			throw new RejectedException(ErrorCode.CONFLICT,
					"This user signs in through an external issuer and has no password here.");
		}
		takeAttempt(userId, device);
		if (!this.passwords.matches(current, user.passwordHash())) {
			throw RejectedException.invalid("current", "The current password is wrong.");
		}
		this.attempts.succeeded(userId, device.limitKey());
		this.accounts.setPassword(userId, this.passwords.choose("new", chosen));
		this.sessions.endOthers(userId, session);
	}

	private void takeAttempt(String account, Device device) {
		try {
			this.attempts.take(account, device.limitKey());
		}
		catch (RejectedException ex) {
			count("limited");
			throw ex;
		}
	}

	private SignInUser person(String userId) {
		return this.accounts.findPerson(userId)
			.orElseThrow(() -> new RejectedException(ErrorCode.FORBIDDEN,
					"A machine has no password. To revoke its access, delete its API key."));
	}

	private void count(String outcome) {
		this.meters.counter("parley.identity.sign-ins", "outcome", outcome).increment();
	}

}
