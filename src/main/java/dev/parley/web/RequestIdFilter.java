package dev.parley.web;

import java.io.IOException;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

import dev.parley.storage.NewIds;

/**
 * Gives every request an id: the caller's {@code X-Request-Id} if it is 1 to 64 safe
 * characters, otherwise a new one. It is echoed in the response and appears in problem
 * documents and log lines.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class RequestIdFilter extends OncePerRequestFilter {

	static final String HEADER = "X-Request-Id";

	private static final String ATTRIBUTE = RequestIdFilter.class.getName();

	private static final String LOG_KEY = "requestId";

	private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");

	private final NewIds ids;

	RequestIdFilter(NewIds ids) {
		this.ids = ids;
	}

	/**
	 * The id of this request; a dash if the filter did not run.
	 */
	public static String of(HttpServletRequest request) {
		return (request.getAttribute(ATTRIBUTE) instanceof String id) ? id : "-";
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String id = idOf(request);
		request.setAttribute(ATTRIBUTE, id);
		response.setHeader(HEADER, id);
		try (MDC.MDCCloseable _ = MDC.putCloseable(LOG_KEY, id)) {
			chain.doFilter(request, response);
		}
	}

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

	private String idOf(HttpServletRequest request) {
		if (request.getAttribute(ATTRIBUTE) instanceof String known) {
			return known;
		}
		@Nullable String offered = request.getHeader(HEADER);
		return (offered != null && SAFE.matcher(offered).matches()) ? offered : this.ids.next();
	}

}
