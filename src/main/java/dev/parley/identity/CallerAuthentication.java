package dev.parley.identity;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * A checked credential as Spring Security carries it. Its principal is the
 * {@link Caller}, so that controllers take it by {@code @AuthenticationPrincipal}; tests
 * sign in with it.
 */
public final class CallerAuthentication extends AbstractAuthenticationToken {

	private static final long serialVersionUID = 1L;

	private final transient Authenticated authenticated;

	public CallerAuthentication(Authenticated authenticated) {
		super(authorities(authenticated.caller()));
		this.authenticated = authenticated;
		setAuthenticated(true);
	}

	public Authenticated authenticated() {
		return this.authenticated;
	}

	@Override
	public Caller getPrincipal() {
		return this.authenticated.caller();
	}

	/** Nothing: the credential itself is not kept. */
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
		return other instanceof CallerAuthentication that && this.authenticated.equals(that.authenticated);
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
