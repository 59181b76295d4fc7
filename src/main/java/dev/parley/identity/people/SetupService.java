package dev.parley.identity.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import dev.parley.identity.EmailAddresses;
import dev.parley.identity.Grant;
import dev.parley.identity.NameRules;
import dev.parley.identity.Role;
import dev.parley.identity.Secrets;
import dev.parley.identity.signin.Device;
import dev.parley.identity.signin.Passwords;
import dev.parley.identity.signin.SignInAttempts;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;
import dev.parley.storage.NewIds;

/**
 * Creates the first administrator of an empty installation. The secret is printed on
 * start and kept only in memory, so every start prints a new one.
 */
@Service
class SetupService {

	private final String secret;

	private final UserRepository users;

	private final Passwords passwords;

	private final SignInAttempts attempts;

	private final NewIds ids;

	private final TransactionTemplate transactions;

	/** Users are never deleted, so this stays true. */
	private final AtomicBoolean done = new AtomicBoolean();

	SetupService(Secrets secrets, UserRepository users, Passwords passwords, SignInAttempts attempts, NewIds ids,
			PlatformTransactionManager transactions) {
		this.secret = secrets.create("");
		this.users = users;
		this.passwords = passwords;
		this.attempts = attempts;
		this.ids = ids;
		this.transactions = new TransactionTemplate(transactions);
		this.transactions.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
	}

	boolean isNeeded() {
		if (!this.done.get() && !this.users.isEmpty()) {
			this.done.set(true);
		}
		return !this.done.get();
	}

	/** For the terminal only; must not be logged. */
	String secret() {
		return this.secret;
	}

	/**
	 * Creates the first administrator.
	 * @return the new user's id
	 * @throws RejectedException with CONFLICT if there is a user, FORBIDDEN for a wrong
	 * token
	 */
	String setUp(String token, String email, String name, String password, Device device) {
		this.attempts.take(device.limitKey());
		if (!isNeeded()) {
			throw done();
		}
		if (!MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8),
				this.secret.getBytes(StandardCharsets.UTF_8))) {
			throw new RejectedException(ErrorCode.FORBIDDEN,
					"This is not the current setup link. Use the link that the server printed when it last started.");
		}
		this.attempts.succeeded(device.limitKey());
		String address = EmailAddresses.canonical(email);
		String cleanName = NameRules.clean("name", name);
		String hash = this.passwords.choose("password", password);
		String id = this.ids.next();
		insertFirst(id, address, cleanName, hash);
		return id;
	}

	/**
	 * Serializable isolation lets only one of several concurrent requests succeed, even
	 * on different nodes.
	 */
	private void insertFirst(String id, String email, String name, String hash) {
		try {
			this.transactions.executeWithoutResult((status) -> {
				if (!this.users.isEmpty()) {
					throw done();
				}
				this.users.insert(id, email, name, hash);
				this.users.addGrant(id, new Grant(Role.ADMIN, null, false));
			});
		}
		catch (ConcurrencyFailureException | DuplicateKeyException ex) {
			throw done();
		}
	}

	private static RejectedException done() {
		return new RejectedException(ErrorCode.CONFLICT, "The installation is already set up. Sign in.");
	}

}
