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
 * Answers every address that a browser may have opened with the page, whose own router
 * takes it from there: a GET that accepts HTML, of a path without a dot, outside of the
 * API, that no controller owns. Reload and shared links work by this.
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
	 * Wildcards do not count: programs send them too, and are told the truth by a 404.
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
