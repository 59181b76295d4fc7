package dev.parley.identity.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.RejectedException;

/** Passes errors of the security chain to the application's exception resolver. */
@Component
class SecurityErrorHandler implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

	private final HandlerExceptionResolver resolver;

	SecurityErrorHandler(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
		this.resolver = resolver;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex) {
		RejectedException reason = BearerFilter.reason(request);
		answer(request, response, (reason != null) ? reason : new RejectedException(ErrorCode.UNAUTHENTICATED,
				"Authentication required. Send an access token or an API key as 'Authorization: Bearer …'."));
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException ex) {
		answer(request, response, new RejectedException(ErrorCode.FORBIDDEN, "Your grants do not allow this."));
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException ex) {
		answer(request, response, ex);
	}

	private void answer(HttpServletRequest request, HttpServletResponse response, Exception error) {
		if (this.resolver.resolveException(request, response, null, error) == null) {
			throw new IllegalStateException("No exception resolver handles security errors", error);
		}
	}

}
