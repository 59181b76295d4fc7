package dev.parley.identity.signin;

import java.time.Clock;

import org.springframework.stereotype.Component;

import dev.parley.identity.IdentityProperties;
import dev.parley.identity.IdentityProperties.Limits;
import dev.parley.identity.Secrets;

/**
 * Limits guesses per account, whether it exists or not, and per address. Attempts that
 * succeed are returned.
 */
@Component
public class SignInAttempts {

	private final AttemptLimiter accounts;

	private final AttemptLimiter addresses;

	public SignInAttempts(IdentityProperties properties, Clock clock) {
		Limits limits = properties.limits();
		this.accounts = new AttemptLimiter(limits.accountBurst(), limits.accountPause(), clock);
		this.addresses = new AttemptLimiter(limits.addressBurst(), limits.addressPause(), clock);
	}

	/**
	 * Takes an attempt before a password is checked.
	 * @throws dev.parley.protocol.RejectedException with RATE_LIMITED
	 */
	void take(String email, String address) {
		take(address);
		this.accounts.take(Secrets.hash(email));
	}

	/**
	 * Takes an attempt before the secret of a link is checked.
	 * @throws dev.parley.protocol.RejectedException with RATE_LIMITED
	 */
	public void take(String address) {
		this.addresses.take(address);
	}

	void succeeded(String email, String address) {
		succeeded(address);
		this.accounts.giveBack(Secrets.hash(email));
	}

	public void succeeded(String address) {
		this.addresses.giveBack(address);
	}

}
