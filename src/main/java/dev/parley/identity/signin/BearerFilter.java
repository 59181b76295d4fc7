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
 * Authenticates a request by its {@code Authorization: Bearer} header. A request with an
 * invalid credential continues without a caller, so that public paths still accept old
 * tokens; the reason is kept for the error response.
 */
final class BearerFilter extends OncePerRequestFilter {

	private static final String SCHEME = "Bearer ";

	private static final String REASON = BearerFilter.class.getName() + ".reason";

	private final Authenticator authenticator;

	BearerFilter(Authenticator authenticator) {
		this.authenticator = authenticator;
	}

	/** Why the credential was rejected; null if the request had none. */
	static @Nullable RejectedException reason(HttpServletRequest request) {
		return (RejectedException) request.getAttribute(REASON);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		if (header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			authenticate(request, header.substring(SCHEME.length()).strip());
		}
		chain.doFilter(request, response);
	}

	private void authenticate(HttpServletRequest request, String credential) {
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
