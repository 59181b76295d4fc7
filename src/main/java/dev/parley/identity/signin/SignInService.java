package dev.parley.identity.signin;

import java.util.Optional;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

import dev.parley.identity.Caller;
import dev.parley.identity.Emails;
import dev.parley.identity.IdentityProperties;
import dev.parley.identity.signin.AccountRepository.SignInUser;
import dev.parley.identity.token.TokenService;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;

/**
 * Signs people in. Whether an email address is known cannot be told from the answer, the
 * time it takes, or the limits.
 */
@Service
public class SignInService {

	private final AccountRepository repository;

	private final AccountCache accounts;

	private final Passwords passwords;

	private final SignInAttempts attempts;

	private final Sessions sessions;

	private final TokenService tokens;

	private final IdentityProperties properties;

	private final MeterRegistry meters;

	SignInService(AccountRepository repository, AccountCache accounts, Passwords passwords, SignInAttempts attempts,
			Sessions sessions, TokenService tokens, IdentityProperties properties, MeterRegistry meters) {
		this.repository = repository;
		this.accounts = accounts;
		this.passwords = passwords;
		this.attempts = attempts;
		this.sessions = sessions;
		this.tokens = tokens;
		this.properties = properties;
		this.meters = meters;
	}

	/**
	 * Signs in by password.
	 * @throws RejectedException with UNAUTHENTICATED, RATE_LIMITED or BUSY
	 */
	SignedIn byPassword(String email, String password, Device device) {
		String spelled = Emails.spell(email);
		attempt(spelled, device);
		Optional<SignInUser> user = Emails.find(email).flatMap(this.repository::findByEmail);
		String hash = user.map(SignInUser::passwordHash).orElse(null);
		boolean right = this.passwords.matches(password, hash);
		if (!right || hash == null || user.isEmpty() || user.get().disabled()) {
			count("refused");
			throw new RejectedException(ErrorCode.UNAUTHENTICATED, "The email address or the password is not right.");
		}
		this.attempts.succeeded(spelled, device.limited());
		count("accepted");
		if (this.passwords.isOutdated(hash)) {
			this.repository.setPassword(user.get().id(), this.passwords.hash(password));
		}
		return open(user.get().id(), device);
	}

	/** Signs in someone who has just proved who they are, by a link for example. */
	public SignedIn open(String userId, Device device) {
		return signedIn(this.sessions.open(userId, device));
	}

	/**
	 * Goes on with a sign-in.
	 * @throws RejectedException with UNAUTHENTICATED
	 */
	SignedIn refresh(String refreshToken, Device device) {
		return signedIn(this.sessions.refresh(refreshToken, device));
	}

	/**
	 * Changes the password and ends all other sign-ins.
	 * @param session the one that stays; null for none
	 */
	void changePassword(String userId, @Nullable String session, String current, @Nullable String chosen,
			Device device) {
		SignInUser user = person(userId);
		if (user.passwordHash() == null) {
			throw new RejectedException(ErrorCode.CONFLICT,
					"This user signs in elsewhere and has no password here that could be changed.");
		}
		attempt(userId, device);
		if (!this.passwords.matches(current, user.passwordHash())) {
			throw RejectedException.invalid("current", "This is not the current password.");
		}
		this.attempts.succeeded(userId, device.limited());
		this.repository.setPassword(userId, this.passwords.choose("new", chosen));
		this.sessions.endOthers(userId, session);
	}

	/** The caller as the answer to a sign-in shows them. */
	SignedIn.Profile profile(Caller caller) {
		return SignedIn.Profile.of(caller, this.repository.findPerson(caller.id()).map(SignInUser::email).orElse(null));
	}

	private SignedIn signedIn(Sessions.Opened opened) {
		Caller caller = this.accounts.find(opened.userId())
			.filter((account) -> account.admits(opened.session(), opened.since()))
			.map(Account::caller)
			.orElseThrow(Sessions::refused);
		String accessToken = this.tokens.issue(caller.id(), opened.session(), this.properties.accessTokenLifetime());
		return new SignedIn(accessToken, this.properties.accessTokenLifetime().toSeconds(), profile(caller),
				opened.refreshToken());
	}

	private void attempt(String account, Device device) {
		try {
			this.attempts.take(account, device.limited());
		}
		catch (RejectedException ex) {
			count("limited");
			throw ex;
		}
	}

	private SignInUser person(String userId) {
		return this.repository.findPerson(userId)
			.orElseThrow(() -> new RejectedException(ErrorCode.FORBIDDEN,
					"A machine has no password; its API key is withdrawn by deleting it."));
	}

	private void count(String outcome) {
		this.meters.counter("parley.identity.sign-ins", "outcome", outcome).increment();
	}

}
