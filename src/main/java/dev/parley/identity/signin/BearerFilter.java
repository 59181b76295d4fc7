package dev.parley.identity.signin;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

import dev.parley.identity.Authenticator;
import dev.parley.identity.CallerAuthentication;
import dev.parley.protocol.RejectedException;

/**
 * Signs a request in by its {@code Authorization: Bearer} header. A credential that is
 * not valid leaves the request without a caller and the reason at hand, so that public
 * paths answer whoever still sends an old token.
 */
final class BearerFilter extends OncePerRequestFilter {

	private static final String SCHEME = "Bearer ";

	private static final String REASON = BearerFilter.class.getName() + ".reason";

	private final Authenticator authenticator;

	BearerFilter(Authenticator authenticator) {
		this.authenticator = authenticator;
	}

	/** Why the credential of the request was not accepted; null if it had none. */
	static @Nullable RejectedException reason(HttpServletRequest request) {
		return (RejectedException) request.getAttribute(REASON);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		if (header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			signIn(request, header.substring(SCHEME.length()).strip());
		}
		chain.doFilter(request, response);
	}

	private void signIn(HttpServletRequest request, String credential) {
		try {
			SecurityContext context = SecurityContextHolder.createEmptyContext();
			context.setAuthentication(new CallerAuthentication(this.authenticator.authenticate(credential),
					credential.startsWith(ApiKeys.PREFIX)));
			SecurityContextHolder.setContext(context);
		}
		catch (RejectedException ex) {
			request.setAttribute(REASON, ex);
		}
	}

}
