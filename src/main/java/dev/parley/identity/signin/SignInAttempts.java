package dev.parley.identity.signin;

import java.time.Clock;

import org.springframework.stereotype.Component;

import dev.parley.identity.IdentityProperties;
import dev.parley.identity.IdentityProperties.Limits;
import dev.parley.identity.Secrets;

/**
 * How often secrets may be guessed: per account, whether it exists or not, and per
 * address. Whoever presents what is right gets their attempt back.
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
	 * To be called before a password is looked at.
	 * @throws dev.parley.protocol.RejectedException RATE_LIMITED
	 */
	public void take(String email, String address) {
		take(address);
		this.accounts.take(Secrets.hash(email));
	}

	/**
	 * To be called before a link's or setup's secret is looked at.
	 * @throws dev.parley.protocol.RejectedException RATE_LIMITED
	 */
	public void take(String address) {
		this.addresses.take(address);
	}

	public void succeeded(String email, String address) {
		succeeded(address);
		this.accounts.giveBack(Secrets.hash(email));
	}

	public void succeeded(String address) {
		this.addresses.giveBack(address);
	}

}
