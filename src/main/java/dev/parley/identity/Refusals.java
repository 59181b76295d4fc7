package dev.parley.identity;

import java.io.IOException;

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

/**
 * Turns what the security chain refuses into a {@link RejectedException} for the one
 * place that answers those.
 */
@Component
class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

	private final HandlerExceptionResolver resolver;

	Refusals(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
		this.resolver = resolver;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex)
			throws IOException {
		RejectedException reason = BearerFilter.reason(request);
		answer(request, response, (reason != null) ? reason : new RejectedException(ErrorCode.UNAUTHENTICATED,
				"This needs a sign-in: send an access token or an API key as 'Authorization: Bearer …'."));
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException ex)
			throws IOException {
		answer(request, response, new RejectedException(ErrorCode.FORBIDDEN, "Your grants do not allow this."));
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException ex)
			throws IOException {
		answer(request, response, new RejectedException(ErrorCode.BAD_REQUEST,
				"The address or a header holds characters that are not allowed there."));
	}

	private void answer(HttpServletRequest request, HttpServletResponse response, RejectedException rejected)
			throws IOException {
		if (this.resolver.resolveException(request, response, null, rejected) == null) {
			response.sendError(rejected.code().status());
		}
	}

}
