package dev.parley.identity;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;

/**
 * A checked credential for Spring Security. Its principal is the {@link Caller}, which
 * controllers receive by {@code @AuthenticationPrincipal}.
 */
public final class CallerAuthentication extends AbstractAuthenticationToken {

	private static final long serialVersionUID = 1L;

	private final transient Authenticated authenticated;

	private final boolean machine;

	public CallerAuthentication(Authenticated authenticated) {
		this(authenticated, false);
	}

	public CallerAuthentication(Authenticated authenticated, boolean machine) {
		super(authorities(authenticated.caller()));
		this.authenticated = authenticated;
		this.machine = machine;
		setAuthenticated(true);
	}

	public Authenticated authenticated() {
		return this.authenticated;
	}

	/** Whether the credential is an API key rather than the token of a person. */
	public boolean isMachine() {
		return this.machine;
	}

	/**
	 * The id of the calling person.
	 * @throws RejectedException with FORBIDDEN for a machine, which has no sign-ins
	 */
	public String personId() {
		if (this.machine) {
			throw new RejectedException(ErrorCode.FORBIDDEN,
					"Only people can do this. To revoke a machine's access, delete its API key.");
		}
		return getName();
	}

	@Override
	public Caller getPrincipal() {
		return this.authenticated.caller();
	}

	/** Empty: the credential itself is not kept. */
	@Override
	public String getCredentials() {
		return "";
	}

	@Override
	public String getName() {
		return this.authenticated.caller().id();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof CallerAuthentication that && this.authenticated.equals(that.authenticated)
				&& this.machine == that.machine;
	}

	@Override
	public int hashCode() {
		return this.authenticated.hashCode();
	}

	private static List<GrantedAuthority> authorities(Caller caller) {
		return caller.grants()
			.stream()
			.map((grant) -> "ROLE_" + grant.role())
			.distinct()
			.<GrantedAuthority>map(SimpleGrantedAuthority::new)
			.toList();
	}

}
