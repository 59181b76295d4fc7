package dev.parley.web;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/**
 * Sends the page for every address that its own router handles: a GET that accepts HTML,
 * for a path without a dot, outside the API, that no controller handles. Reloads and
 * shared links rely on this.
 */
@Component
class PageHandlerMapping extends AbstractHandlerMapping {

	/** After the controllers, before the static files. */
	private static final int ORDER = 1;

	private static final List<String> NOT_PAGES = List.of("/api/", "/ws/", "/actuator/", "/.well-known/");

	private final PageHandler page;

	PageHandlerMapping(PageHandler page) {
		this.page = page;
		setOrder(ORDER);
	}

	@Override
	protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
		return isPage(request) ? this.page : null;
	}

	private static boolean isPage(HttpServletRequest request) {
		String path = request.getRequestURI();
		String method = request.getMethod();
		return (HttpMethod.GET.matches(method) || HttpMethod.HEAD.matches(method)) && path.indexOf('.') < 0
				&& NOT_PAGES.stream().noneMatch((path + "/")::startsWith) && acceptsHtml(request);
	}

	/**
	 * Ignores wildcards: programs send them too, and should get a 404.
	 */
	private static boolean acceptsHtml(HttpServletRequest request) {
		String accept = request.getHeader("Accept");
		if (!StringUtils.hasText(accept)) {
			return false;
		}
		try {
			return MediaType.parseMediaTypes(accept).stream().anyMatch(MediaType.TEXT_HTML::equalsTypeAndSubtype);
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

}
